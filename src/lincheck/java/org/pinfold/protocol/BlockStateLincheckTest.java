package org.pinfold.protocol;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.pinfold.lincheck.ProtocolCheck;
import org.pinfold.specs.sequential.BlockStateSpecification;

/**
 * Two blocks that any thread may free at any time, as often as it likes; all else is done by who has the block.
 *
 * <p>The plain {@link BlockState#free} promises nothing for frees that race, so it is the broken variant here.
 */
class BlockStateLincheckTest extends ProtocolCheck {
    BlockStateLincheckTest() {
        super(Operations.class, Broken.class, BlockStateSpecification.class);
    }

    /** Both blocks are with users. */
    public static class Operations {
        private static final int NOTHING = -1;
        private static final int KIND = 5;

        final byte[] states = {KIND, KIND};
        private final Hand[] magazines = Hand.ofThreads();
        /** A bit for each block in the slab's chain; stands for the slab's word. */
        private final AtomicInteger chain = new AtomicInteger();

        @Operation
        public boolean free(@Param(gen = IntGen.class, conf = "0:1") int block,
                @Param(gen = ThreadIdGen.class) int thread) {
            boolean first = freeExactly(block);
            if (first) {
                magazines[thread].add(block);
            }
            return first;
        }

        @Operation
        public int allocate(@Param(gen = ThreadIdGen.class) int thread) {
            if (magazines[thread].size() == 0) {
                return NOTHING;
            }
            int block = magazines[thread].take();
            if (!BlockState.allocate(states, block, KIND)) {
                throw new IllegalStateException("a magazine has a block that is not cached");
            }
            return block;
        }

        @Operation
        public int goHome(@Param(gen = ThreadIdGen.class) int thread) {
            if (magazines[thread].size() == 0) {
                return NOTHING;
            }
            int block = magazines[thread].take();
            if (!BlockState.goHome(states, block, KIND)) {
                throw new IllegalStateException("a magazine has a block that is home");
            }
            chain.addAndGet(1 << block);
            return block;
        }

        @Operation
        public int take(@Param(gen = ThreadIdGen.class) int thread) {
            int taken = chain.getAndSet(0);
            for (int block = 0; block < states.length; block++) {
                if ((taken & 1 << block) != 0) {
                    if (!BlockState.take(states, block, KIND)) {
                        throw new IllegalStateException("a chain has a block that is not home");
                    }
                    magazines[thread].add(block);
                }
            }
            return taken;
        }

        boolean freeExactly(int block) {
            return BlockState.freeExactly(states, block) != BlockState.NOT_ALLOCATED;
        }
    }

    /** The plain free, which lets two frees that race both pass. */
    public static class Broken extends Operations {
        @Override
        boolean freeExactly(int block) {
            return BlockState.free(states, block) != BlockState.NOT_ALLOCATED;
        }
    }
}
