package org.pinfold;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.pinfold.os.ChildVm;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Where the Java heap has no room for what stands for a block, the block is not lost. */
class FullJavaHeapTest {
    private static final int ROUNDS = 10;

    /** Allocates until the Java heap is full, and counts what there is then; again and again. */
    static final class Crowded {
        private static final int MOST = 1 << 18;
        private static final int CHUNK = 1 << 16;
        private static final int CHUNKS = 300;

        private Crowded() {
        }

        public static void main(String[] arguments) {
            try (Heap heap = Heap.builder().limit(64 << 20).maintenance(false).build()) {
                for (int round = 0; round < ROUNDS; round++) {
                    boolean shared = round % 2 == 0;
                    crowd(heap, round, () -> shared ? heap.allocateShared(16, 1) : heap.allocate(16, 1));
                }
                heap.flushThreadCache();
                System.out.println(heap.audit().liveBlocks() + " left, " + heap.audit().clean());
            }
        }

        private static void crowd(Heap heap, int round, Supplier<Object> allocation) {
            Object[] blocks = new Object[MOST];
            Object[] ballast = new Object[CHUNKS];
            for (int i = 0; i < CHUNKS; i++) {
                // Of another length in each round, so that it is another object that finds no room.
                ballast[i] = new byte[CHUNK + 8 * round];
            }
            int made = fill(blocks, allocation);
            // Room for the audit and for what the library makes when blocks go home.
            Arrays.fill(ballast, CHUNKS / 2, CHUNKS, null);
            System.out.println(heap.audit().liveBlocks() - made + " lost, " + (made < MOST && made > 0));
            for (int i = 0; i < made; i++) {
                if (blocks[i] instanceof SharedBlock block) {
                    block.free();
                } else {
                    heap.free((MemorySegment) blocks[i]);
                }
            }
        }

        private static int fill(Object[] blocks, Supplier<Object> allocation) {
            int made = 0;
            try {
                while (made < blocks.length) {
                    blocks[made] = allocation.get();
                    made++;
                }
            } catch (OutOfMemoryError full) {
                // That is what it was to come to.
            }
            return made;
        }
    }

    @Test
    void noBlockIsLost() throws Exception {
        ChildVm child = ChildVm.run("true", List.of("--enable-native-access=ALL-UNNAMED"), Crowded.class);
        assertEquals("0 lost, true\n".repeat(ROUNDS) + "0 left, true\n", child.output());
    }
}
