package org.pinfold.protocol;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.pinfold.specs.ModelComparison.Call;
import org.pinfold.specs.ModelComparison.Step;
import org.pinfold.specs.ModelComparison.Transition;
import org.pinfold.specs.StateGraph.Edge;
import org.pinfold.specs.TlaValue;

/**
 * {@link CacheLifecycle} and {@code specs/CacheLifecycle.tla}, with one cache: threads {@code t1}, {@code t2} and so on
 * have the numbers 1, 2 and so on.
 */
class CacheLifecycleModelTest extends ModelTest {
    private static final long CACHE = 1;

    CacheLifecycleModelTest() {
        super(CacheLifecycle.class, CacheLifecycle.REFUSED, 30);
    }

    @Override
    Map<String, Transition> functions() {
        return Map.of(
                "nextClaim", (owner, of) -> CacheLifecycle.nextClaim(owner, of[0], of[1]),
                "nextGiveUp", (owner, of) -> CacheLifecycle.nextGiveUp(owner, of[0]));
    }

    @Override
    Stream<Step> steps(Edge edge) {
        return edge.changedAt("pc").stream().flatMap(thread -> {
            TlaValue state = edge.before();
            String at = state.at("pc").at(thread).name();
            boolean changed = edge.changes("owner");
            return switch (edge.action()) {
                // The compareAndSet of a claim; the load before it has found whom to claim from.
                case "Claim", "Inherit" -> at.equals("idle") ? Stream.empty() : Stream.of(
                        claim(state, number(state.at("seen").at(thread)), thread)
                                .to(changed ? owner(edge.after()) : CacheLifecycle.REFUSED));
                case "GiveUp" -> changed ? Stream.of(giveUp(state, thread).to(owner(edge.after()))) : Stream.empty();
                default -> Stream.empty();
            };
        });
    }

    /** Anybody may try to claim from another, or from nobody, and to give up, whether it has the cache or not. */
    @Override
    Stream<Call> calls(TlaValue state) {
        Set<Object> threads = state.at("pc").domain();
        return threads.stream().flatMap(thread -> {
            Stream<Call> claims = threads.stream().filter(other -> !other.equals(thread))
                    .map(other -> claim(state, number(new TlaValue(other)), thread));
            return Stream.concat(claims,
                    Stream.of(claim(state, CacheLifecycle.NOBODY, thread), giveUp(state, thread)));
        });
    }

    private static Call claim(TlaValue state, long from, Object thread) {
        return Call.of("nextClaim", owner(state), from, number(new TlaValue(thread)));
    }

    private static Call giveUp(TlaValue state, Object thread) {
        return Call.of("nextGiveUp", owner(state), number(new TlaValue(thread)));
    }

    private static long owner(TlaValue state) {
        return number(state.at("owner").at(CACHE));
    }

    private static long number(TlaValue thread) {
        return thread.isOneOf("Nobody") ? CacheLifecycle.NOBODY : Long.parseLong(thread.name().substring(1));
    }
}
