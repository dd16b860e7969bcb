package org.pinfold.protocol;

import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pinfold.specs.ModelComparison.Call;
import org.pinfold.specs.ModelComparison.Step;
import org.pinfold.specs.ModelComparison.Transition;
import org.pinfold.specs.StateGraph.Edge;
import org.pinfold.specs.TlaValue;

/** {@link SpanMap} and {@code specs/SpanMap.tla}: a set of a few units, here the lowest bits; no other unit is free. */
class SpanMapModelTest extends ModelTest {
    /** As in the configuration. */
    private static final int UNITS = 3;
    private static final int LONGEST = 2;

    SpanMapModelTest() {
        super(SpanMap.class, NEVER, 32);
    }

    @Override
    Map<String, Transition> functions() {
        return Map.of(
                "nextClaim", (word, of) -> SpanMap.nextClaim(word, (int) of[0], (int) of[1]),
                "nextReturn", (word, of) -> SpanMap.nextReturn(word, (int) of[0], (int) of[1]));
    }

    /** The threads are interchanged in the graph; which run has moved is told by the words. */
    @Override
    Stream<Step> steps(Edge edge) {
        if (!edge.changes("free")) {
            return Stream.empty();
        }
        long before = bits(edge.before().at("free"));
        long after = bits(edge.after().at("free"));
        String function = edge.action().equals("ClaimCas") ? "nextClaim" : "nextReturn";
        long moved = before ^ after;
        return Stream.of(Call.of(function, before, Long.numberOfTrailingZeros(moved), Long.bitCount(moved)).to(after));
    }

    /** Who has no run may claim a free one; a run that is wholly taken may be somebody's, who returns it. */
    @Override
    Stream<Call> calls(TlaValue state) {
        long word = bits(state.at("free"));
        boolean oneIsIdle = state.at("pc").domain().stream().anyMatch(thread ->
                state.at("pc").at(thread).isOneOf("idle"));
        return runs().flatMap(run -> {
            long mask = SpanMap.mask(run[0], run[1]);
            if ((word & mask) == 0) {
                return Stream.of(Call.of("nextReturn", word, run[0], run[1]));
            }
            return oneIsIdle && (word & mask) == mask
                    ? Stream.of(Call.of("nextClaim", word, run[0], run[1])) : Stream.empty();
        });
    }

    private static Stream<int[]> runs() {
        return IntStream.rangeClosed(1, LONGEST).boxed().flatMap(units ->
                IntStream.rangeClosed(0, UNITS - units).mapToObj(first -> new int[] {first, units}));
    }

    private static long bits(TlaValue units) {
        return units.set().stream().mapToLong(unit -> 1L << (Long) unit).sum();
    }
}
