package org.pinfold.tools.bench.workload;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.pinfold.tools.peer.CountedBlocks;

/**
 * Pins a block, reads its first 8 bytes, and drops the pin. An operation is one such visit. All threads visit the same
 * block, which is allocated before and freed afterwards.
 */
@State(Scope.Thread)
public class SharedReads extends Loop {
    private static final int OPERATIONS = 1024;
    private static final long CONTENT = 42;

    private CountedBlocks<Object> blocks;
    private Object block;

    @Override
    protected void fill() {
        Subject subject = Subject.current();
        blocks = CountedBlocks.ofAny(subject.peer().counted().orElseThrow());
        block = subject.shared("the block", Object.class, this::written);
    }

    private Object written() {
        Object made = blocks.allocate(shape.most());
        blocks.pin(made);
        blocks.putLong(made, CONTENT);
        blocks.unpin(made);
        return made;
    }

    @Override
    protected void drain() {
        if (thread == 0) {
            blocks.free(block);
        }
    }

    /** The loop over visits. */
    @Benchmark
    public void visits() {
        CountedBlocks<Object> counted = blocks;
        Object visited = block;
        long sum = 0;
        for (int i = 0; i < OPERATIONS; i++) {
            counted.pin(visited);
            sum += counted.getLong(visited);
            counted.unpin(visited);
        }
        if (sum != OPERATIONS * CONTENT) {
            throw new IllegalStateException("the block has changed: the sum is " + sum);
        }
        did(OPERATIONS);
    }
}
