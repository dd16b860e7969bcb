package org.pinfold.soak;

import java.util.Arrays;
import org.pinfold.tools.oracle.FullHeap;
import org.pinfold.tools.oracle.Target;
import org.pinfold.tools.oracle.Violations;

/** A {@link FullHeap} for some seconds. */
final class LimitChurn {
    private static final int THREADS = 4;

    private LimitChurn() {
    }

    static FullHeap run(long limit, long seconds, long seed, FullHeap.Fault fault, Violations violations)
            throws InterruptedException {
        try (Target heap = Target.of(FullHeap.options(limit).build())) {
            FullHeap full = new FullHeap(heap, limit, THREADS, seed, fault, violations);
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            full.run(() -> !full.hadAllKinds() || System.nanoTime() < end);
            return full;
        }
    }

    /** Arguments: limit in bytes, seconds, seed. */
    public static void main(String[] args) throws InterruptedException {
        Violations violations = new Violations();
        FullHeap full = run(Long.parseLong(args[0]), Long.parseLong(args[1]), Long.parseLong(args[2]),
                FullHeap.Fault.NONE, violations);
        violations.report();
        System.out.println(Violations.DONE + Arrays.toString(args) + ", " + full);
    }
}
