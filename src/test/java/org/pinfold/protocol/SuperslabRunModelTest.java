package org.pinfold.protocol;

import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.pinfold.specs.ModelComparison.Call;
import org.pinfold.specs.ModelComparison.Step;
import org.pinfold.specs.ModelComparison.Transition;
import org.pinfold.specs.StateGraph.Edge;
import org.pinfold.specs.TlaValue;

/**
 * {@link SuperslabRun} and {@code specs/SuperslabRun.tla}: a set of the few superslabs of one word, here the lowest
 * bits of that word.
 */
class SuperslabRunModelTest extends ModelTest {
    /** As in the configuration. */
    private static final long BITS = 2;

    SuperslabRunModelTest() {
        super(SuperslabRun.class, NEVER, 17);
    }

    @Override
    Map<String, Transition> functions() {
        return Map.of(
                "nextClaim", (word, of) -> SuperslabRun.nextClaim(word, of[0]),
                "nextReturn", (word, of) -> SuperslabRun.nextReturn(word, of[0]));
    }

    @Override
    Stream<Step> steps(Edge edge) {
        boolean refused = edge.action().equals("ClaimLoad") && isRefusal(edge);
        if (!edge.changes("free") && !refused) {
            return Stream.empty();
        }
        Object thread = edge.changedAt("pc").orElseThrow();
        Object index = edge.before().at("index").at(thread).number();
        String function = edge.action().startsWith("Claim") ? "nextClaim" : "nextReturn";
        return Stream.of(call(function, edge.before(), thread).to(bits(edge.after().at("free").at(index))));
    }

    /** Anybody may claim anything; who has taken superslabs of a word returns them. */
    @Override
    Stream<Call> calls(TlaValue state) {
        return state.at("free").domain().stream().flatMap(index -> {
            long word = bits(state.at("free").at(index));
            return LongStream.of(0b01, 0b10, 0b11).boxed().flatMap(mask -> {
                Stream<Call> claim = Stream.of(Call.of("nextClaim", word, mask));
                boolean exists = (Long) index == 0 || mask == 0b01; // The second word has one superslab.
                return exists && (word & mask) == 0
                        ? Stream.concat(claim, Stream.of(Call.of("nextReturn", word, mask))) : claim;
            });
        });
    }

    private static Call call(String function, TlaValue state, Object thread) {
        long index = state.at("index").at(thread).number();
        TlaValue run = state.at("run").at(thread);
        long mask = LongStream.range(run.at("first").number(), run.at("end").number())
                .filter(superslab -> superslab / BITS == index)
                .map(superslab -> 1L << superslab % BITS).sum();
        return Call.of(function, bits(state.at("free").at(index)), mask);
    }

    private static long bits(TlaValue superslabs) {
        return superslabs.set().stream().mapToLong(superslab -> 1L << (Long) superslab % BITS).sum();
    }
}
