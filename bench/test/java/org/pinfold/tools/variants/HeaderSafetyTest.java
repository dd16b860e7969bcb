package org.pinfold.tools.variants;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;
import org.pinfold.tools.peer.Memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a user's stray write does to a header, and that it does nothing to Pinfold. */
class HeaderSafetyTest {
    private static final int SMALL = 20;
    private static final int LARGE = 1000;
    private static final byte NUMBER_OF_LARGE = Ladder.number((int) Heap.goodSize(LARGE + HeaderVariant.HEADROOM));

    @Test
    void oneByteBeforeABlockMakesTheHeaderVariantHandOutTooSmallAOne() {
        try (HeaderVariant variant = new HeaderVariant()) {
            long small = variant.allocate(SMALL);
            long bytes = variant.heap().usableSize(small - HeaderVariant.HEADROOM);
            Memory.putByte(small - 1, NUMBER_OF_LARGE);
            assertWrong(variant, small, bytes);
        }
    }

    @Test
    void aHeaderIsWithinReachOfTheBlockBeforeToo() {
        try (HeaderVariant variant = new HeaderVariant()) {
            long first = variant.allocate(SMALL);
            long bytes = variant.heap().usableSize(first - HeaderVariant.HEADROOM);
            long second = variant.allocate(SMALL);
            while (second != first + bytes) {
                first = second;
                second = variant.allocate(SMALL);
            }
            long usable = bytes - HeaderVariant.HEADROOM;
            for (long i = usable; i < usable + HeaderVariant.HEADROOM; i++) {
                Memory.putByte(first + i, NUMBER_OF_LARGE);
            }
            assertWrong(variant, second, bytes);
        }
    }

    /** A free of the block at {@code address}, then a request for more than it has, gives that block. */
    private static void assertWrong(HeaderVariant variant, long address, long bytes) {
        assertTrue(variant.blockBytes(address) > LARGE);
        variant.free(address);
        assertEquals(address, variant.allocate(LARGE));
        assertEquals(48, bytes, "what the user of " + LARGE + " bytes has got");
    }

    @Test
    void pinfoldStaysInOrderWhateverIsWrittenAroundABlock() {
        try (Heap heap = Heap.create()) {
            long[] blocks = new long[1000];
            assertEquals(blocks.length, heap.malloc(SMALL, blocks));
            // Not at the ends: the byte around these is other blocks' or their slab's.
            for (int i = 1; i < blocks.length - 1; i++) {
                Memory.putByte(blocks[i] - 1, NUMBER_OF_LARGE);
                Memory.putByte(blocks[i] + heap.usableSize(blocks[i]), NUMBER_OF_LARGE);
            }
            for (long block : blocks) {
                assertEquals(Heap.goodSize(SMALL), heap.usableSize(block));
            }
            heap.free(blocks, 0, blocks.length);
            for (int i = 0; i < blocks.length; i++) {
                long large = heap.malloc(LARGE);
                assertEquals(Heap.goodSize(LARGE), heap.usableSize(large));
                heap.free(large);
            }
            heap.flushThreadCache();
            assertEquals(List.of(), heap.audit().problems());
            assertEquals(0, heap.audit().liveBlocks());
        }
    }

    @Test
    void aProbedHeaderBelievesForeignMemoryAndPinfoldDoesNot() {
        try (Arena arena = Arena.ofConfined(); ProbedVariant variant = new ProbedVariant(); Heap heap = Heap.create()) {
            MemorySegment foreign = arena.allocate(64, 16);
            long address = foreign.address() + HeaderVariant.HEADROOM;
            Memory.putByte(HeaderVariant.header(address), NUMBER_OF_LARGE);
            assertTrue(variant.blockBytes(address) > LARGE);
            assertThrows(HeapMisuseException.class, () -> heap.free(address));
            assertThrows(HeapMisuseException.class, () -> heap.usableSize(address));
        }
    }
}
