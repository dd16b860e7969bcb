package org.pinfold.tools.bench.workload;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Holds a block in each slot, and replaces that of a slot drawn at random by one of a size drawn at random. An
 * operation is one free and one allocation.
 */
@State(Scope.Thread)
public class RandomSlots extends Slots {
    private static final int OPERATIONS = 4096;

    /** The loop over addresses. */
    @Benchmark
    public void addresses() {
        replaceAddresses(OPERATIONS);
    }

    /** The loop over objects. */
    @Benchmark
    public void objects() {
        replaceObjects(OPERATIONS);
    }
}
