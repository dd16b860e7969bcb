package org.pinfold.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pinfold.evidence.Evidence;
import org.pinfold.tools.evidence.Layer;

/** How the transition tests come by their words. */
final class Exploration {
    private Exploration() {
    }

    /** What can be reached from {@code initial} in any number of steps; breadth first. */
    static <S> Set<S> reachable(S initial, Function<S, Stream<S>> steps) {
        Set<S> seen = new LinkedHashSet<>(Set.of(initial));
        Deque<S> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            steps.apply(open.remove()).filter(seen::add).forEach(open::add);
        }
        return seen;
    }

    /** Leaves as evidence how many steps of the transition functions a test has compared with what they should be. */
    static void leave(Class<?> test, int steps) {
        Evidence.leave(Evidence.subject(test.getSimpleName()), Layer.TRANSITIONS, Map.of("steps", steps));
    }

    /** Random numbers from a seed that is printed, and can be set by {@code -Dpinfold.seed}. */
    static Random random(Class<?> test) {
        long seed = Long.getLong("pinfold.seed", 20_260_101L);
        System.out.println(test.getSimpleName() + ": -Dpinfold.seed=" + seed);
        return new Random(seed);
    }
}
