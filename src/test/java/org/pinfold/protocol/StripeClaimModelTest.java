package org.pinfold.protocol;

import java.util.Map;
import java.util.stream.Stream;
import org.pinfold.specs.ModelComparison.Call;
import org.pinfold.specs.ModelComparison.Step;
import org.pinfold.specs.ModelComparison.Transition;
import org.pinfold.specs.StateGraph.Edge;
import org.pinfold.specs.TlaValue;

/**
 * {@link StripeClaim} and {@code specs/StripeClaim.tla}: threads {@code t1}, {@code t2} and so on have the numbers 1, 2
 * and so on. A word is what the thread that acts sees, whose own release may not have arrived for the others.
 */
class StripeClaimModelTest extends ModelTest {
    StripeClaimModelTest() {
        super(StripeClaim.class, StripeClaim.REFUSED, 21);
    }

    @Override
    Map<String, Transition> functions() {
        return Map.of(
                "nextClaim", (word, of) -> StripeClaim.nextClaim(word, of[0]),
                "nextRelease", (word, of) -> StripeClaim.nextRelease(word, of[0]));
    }

    @Override
    Stream<Step> steps(Edge edge) {
        // A refused release by a thread that is idle changes nothing, not even who is where: it is not counted.
        return edge.changedAt("pc").stream().flatMap(thread -> {
            Call claim = call("nextClaim", edge.before(), thread);
            Call release = call("nextRelease", edge.before(), thread);
            boolean storesNext = edge.after().at("pc").at(thread).isOneOf("store");
            return switch (edge.action()) {
                case "ClaimLoad" -> isRefusal(edge) ? Stream.of(claim.to(StripeClaim.REFUSED)) : Stream.empty();
                case "ClaimCas" -> edge.after().at("pc").at(thread).isOneOf("look")
                        ? Stream.of(claim.to(number(edge.after().at("claimant")))) : Stream.empty();
                case "ReleaseLoad", "ForeignLoad" ->
                    storesNext ? Stream.empty() : Stream.of(release.to(StripeClaim.REFUSED));
                case "ReleaseStore" -> Stream.of(release.to(word(edge.after(), thread)));
                default -> Stream.empty();
            };
        });
    }

    /** Anybody may claim and release, whether it has the stripe or not. */
    @Override
    Stream<Call> calls(TlaValue state) {
        return state.at("pc").domain().stream().flatMap(thread ->
                Stream.of(call("nextClaim", state, thread), call("nextRelease", state, thread)));
    }

    private static Call call(String function, TlaValue state, Object thread) {
        return Call.of(function, word(state, thread), number(new TlaValue(thread)));
    }

    private static long word(TlaValue state, Object thread) {
        return state.at("late").set().contains(thread) ? StripeClaim.FREE : number(state.at("claimant"));
    }

    private static long number(TlaValue thread) {
        return thread.isOneOf("FREE") ? StripeClaim.FREE : Long.parseLong(thread.name().substring(1));
    }
}
