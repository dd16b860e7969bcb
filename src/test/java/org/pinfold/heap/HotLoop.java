package org.pinfold.heap;

import org.pinfold.Heap;

/** A program that allocates and frees until the compiler has seen enough of it, for {@link HotPathInliningTest}. */
final class HotLoop {
    private static final int ROUNDS = 20_000;
    private static final int BLOCKS = 64;

    private HotLoop() {
    }

    /** Runs it; prints how many blocks it had. */
    public static void main(String[] args) {
        long blocks = 0;
        try (Heap heap = Heap.builder().limit(1L << 30).build()) {
            for (int i = 0; i < ROUNDS; i++) {
                blocks += round(heap, new long[BLOCKS]);
            }
        }
        System.out.println(blocks + " blocks");
    }

    /** What is compiled: sizes of many classes, so that nothing is folded. */
    static int round(Heap heap, long[] blocks) {
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = heap.malloc(16L + 37 * i);
        }
        for (long block : blocks) {
            heap.free(block);
        }
        return blocks.length;
    }
}
