package org.pinfold.misuse;

import java.lang.foreign.MemorySegment;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.AuditReport;
import org.pinfold.Heap;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Memory that is mapped stays so: what is read through a stale address is old or zero, and neither a read nor a write
 * ends the VM or harms the heap. Of the JDK's arenas nothing of the kind is promised, see {@link org.pinfold.Backing}.
 *
 * <p>What is not checked here, since it is not promised: that calloc gives zeros where somebody has written after the
 * pages had gone back. They are known to be zero then, and are not written again.
 */
@ParameterizedClass
@MethodSource("mapped")
class StaleAddressesInVm {
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final byte OLD = 7;
    /** In bytes; several of them in each page. */
    private static final int STEP = 1021;

    @Parameter
    private Setup setup;

    static Stream<Setup> mapped() {
        return Setup.all().filter(setup -> setup.isMapped() && !setup.variant().isHardened());
    }

    private long[] written(Heap heap) {
        long[] blocks = new long[setup.several()];
        assertEquals(blocks.length, heap.malloc(setup.bytes(), blocks));
        overwrite(blocks, OLD);
        return blocks;
    }

    private void overwrite(long[] blocks, byte value) {
        for (long block : blocks) {
            MEMORY.asSlice(block, setup.bytes()).fill(value);
        }
    }

    private void everyByteIsOldOrZero(long[] blocks) {
        for (long block : blocks) {
            for (long at = 0; at < setup.bytes(); at += STEP) {
                byte read = MEMORY.get(JAVA_BYTE, block + at);
                assertTrue(read == OLD || read == 0, () -> "read " + read);
            }
        }
    }

    private static void isInOrder(Heap heap) {
        AuditReport audit = heap.audit();
        assertTrue(audit.clean(), () -> audit.problems().toString());
        assertEquals(0, audit.liveBlocks());
    }

    @Test
    void afterTheFreeAndAfterTheMemoryWentBack() {
        try (Heap heap = setup.open()) {
            long[] blocks = written(heap);
            heap.free(blocks, 0, blocks.length);
            everyByteIsOldOrZero(blocks);
            overwrite(blocks, OLD);
            heap.flushThreadCache();
            everyByteIsOldOrZero(blocks);
            overwrite(blocks, OLD);
            isInOrder(heap);
            heap.trim();
            everyByteIsOldOrZero(blocks);
            overwrite(blocks, OLD);
            isInOrder(heap);
            long[] again = written(heap);
            heap.free(again, 0, again.length);
            for (long block : blocks) {
                Report.of(setup.freedAndGone(), block, () -> heap.free(block));
            }
            heap.trim();
            isInOrder(heap);
        }
    }

    @Test
    void afterTheClosing() {
        Heap closed = setup.open();
        long[] blocks = written(closed);
        closed.close();
        for (long block : blocks) {
            assertEquals(-1, MEMORY.asSlice(block, setup.bytes())
                    .mismatch(MemorySegment.ofArray(new byte[(int) setup.bytes()])), "zero");
        }
        overwrite(blocks, OLD);
        everyByteIsOldOrZero(blocks);
        try (Heap later = setup.open()) {
            long[] own = written(later);
            later.free(own, 0, own.length);
            isInOrder(later);
        }
    }
}
