package org.pinfold.tools.stress;

import java.util.concurrent.ThreadLocalRandom;
import org.pinfold.tools.oracle.Target;
import org.pinfold.tools.oracle.TargetFilter;

/** Times one allocation and one free in {@value #ONE_IN}. A call that throws has no time. */
final class TimedTarget extends TargetFilter {
    private static final int ONE_IN = 64;

    private final Latencies allocations;
    private final Latencies frees;

    TimedTarget(Target inner, Latencies allocations, Latencies frees) {
        super(inner);
        this.allocations = allocations;
        this.frees = frees;
    }

    private static boolean isTimed() {
        return ThreadLocalRandom.current().nextInt(ONE_IN) == 0;
    }

    @Override
    public long malloc(long size) {
        if (!isTimed()) {
            return super.malloc(size);
        }
        long start = System.nanoTime();
        long address = super.malloc(size);
        allocations.add(System.nanoTime() - start);
        return address;
    }

    @Override
    public long calloc(long size) {
        if (!isTimed()) {
            return super.calloc(size);
        }
        long start = System.nanoTime();
        long address = super.calloc(size);
        allocations.add(System.nanoTime() - start);
        return address;
    }

    @Override
    public void free(long address) {
        if (!isTimed()) {
            super.free(address);
            return;
        }
        long start = System.nanoTime();
        super.free(address);
        frees.add(System.nanoTime() - start);
    }

    @Override
    public void free(long address, long size) {
        if (!isTimed()) {
            super.free(address, size);
            return;
        }
        long start = System.nanoTime();
        super.free(address, size);
        frees.add(System.nanoTime() - start);
    }
}
