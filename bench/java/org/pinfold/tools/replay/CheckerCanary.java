package org.pinfold.tools.replay;

import java.io.IOException;
import java.lang.foreign.Arena;
import org.pinfold.tools.peer.Memory;
import org.pinfold.tools.peer.Peer;
import org.pinfold.tools.trace.TraceReader;
import org.pinfold.tools.trace.Workload;

/**
 * Shows, before a checked replay is believed, that the checker of this very run catches a corrupted block: an allocator
 * that changes one byte of one live block has to be found out.
 */
public final class CheckerCanary {
    private static final String TWO_BLOCKS = """
            # malloc-trace 1 events=4 threads=1 slots=2 peak_live_bytes=200 peak_live_blocks=2
            a 0 0 100
            a 0 1 100
            f 0 0
            f 0 1
            """;

    private CheckerCanary() {
    }

    /**
     * Runs the broken allocator.
     *
     * @throws IllegalStateException if the checker does not report exactly what is broken
     */
    public static void verify() throws IOException {
        Workload workload = Workload.of(TraceReader.parse("canary", TWO_BLOCKS), 1);
        try (Arena arena = Arena.ofShared()) {
            CheckResult result = new CheckedReplay(workload, new ByteChanger(arena)).run();
            if (result.corruptedBlocks() != 1 || result.verifiedBlocks() != 2 || result.passed()) {
                throw new IllegalStateException("the checker did not catch a byte changed on purpose: " + result);
            }
        }
    }

    /** Changes a byte of the first block when it hands out the second. */
    private static final class ByteChanger extends Peer {
        private static final long SIZE = 128;
        private static final long CHANGED_OFFSET = 99;

        private final long base;

        ByteChanger(Arena arena) {
            base = arena.allocate(2 * SIZE, Long.BYTES).address();
        }

        @Override
        public long allocate(int slot, long size) {
            if (slot == 1) {
                Memory.putByte(base + CHANGED_OFFSET, (byte) ~Memory.getByte(base + CHANGED_OFFSET));
            }
            return base + slot * SIZE;
        }

        @Override
        public long allocateZeroed(int slot, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long allocateAligned(int slot, long size, long alignment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long resize(int slot, long oldSize, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void free(int slot) {
        }

        @Override
        public String identity() {
            return "canary";
        }
    }
}
