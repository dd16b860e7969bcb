package org.pinfold.heap;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinfold.AuditReport;
import org.pinfold.Backing;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;
import org.pinfold.HeapMisuseException.Kind;
import org.pinfold.mutants.ChildVm;
import org.pinfold.os.RawMemory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Large blocks between guard pages are blocks like others, until somebody runs over an end. */
class GuardPagesTest {
    private static final long LARGE = 1_000_000;
    private static final String SIGNAL = "SIGSEGV";
    private static final String REACHED = "went on";

    private Heap heap = builder().build();

    private static Heap.Builder builder() {
        return Heap.builder().limit(256 << 20).maintenance(false).guardPages(true);
    }

    @AfterEach
    void theHeapIsInOrder() {
        heap.flushThreadCache();
        AuditReport audit = heap.audit();
        assertTrue(audit.clean(), () -> audit.problems().toString());
        assertEquals(0, audit.liveBlocks());
        heap.close();
    }

    @ParameterizedTest
    @CsvSource({"1000000, 1", "1000001, 16", "700000, 64", "9000000, 4096", "300000, 1048576", "100, 1", "20000, 64"})
    void blocksAreTheUsers(long bytes, long alignment) {
        for (boolean hardened : new boolean[] {false, true}) {
            try (Heap subject = builder().hardened(hardened).build()) {
                for (int round = 0; round < 20; round++) {
                    long address = subject.alignedAlloc(alignment, bytes);
                    assertEquals(0, address % Math.max(alignment, 16));
                    assertTrue(subject.usableSize(address) >= bytes);
                    RawMemory.fill(address, bytes, (byte) 7);
                    long moved = subject.realloc(address, 2 * bytes);
                    assertEquals(7, RawMemory.getByte(moved));
                    assertEquals(7, RawMemory.getByte(moved + bytes - 1));
                    moved = subject.realloc(moved, bytes);
                    subject.free(moved, bytes);
                    long zeroed = subject.calloc(bytes);
                    assertEquals(-1, RawMemory.firstNonZero(zeroed, bytes));
                    subject.free(zeroed);
                }
                AuditReport audit = subject.audit();
                assertTrue(audit.clean(), () -> audit.problems().toString());
            }
        }
    }

    /** Runs over an end of a block, as its arguments say, in a VM that ends of it. */
    static final class RunsOver {
        private RunsOver() {
        }

        /** The block's size, and which byte to write to. */
        public static void main(String[] arguments) {
            try (Heap victim = builder().build()) {
                long address = victim.malloc(Long.parseLong(arguments[0]));
                RawMemory.putByte(address + Long.parseLong(arguments[1]), (byte) 1);
                System.out.println(REACHED);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1000000, 1000000, true", "999999, 1000000, true", "1000000, -8192, true", "1000000, 999999, false",
        "1000000, 0, false", "1000, 1008, false"})
    void whoRunsOverAnEndEndsTheVm(long bytes, long written, boolean ends) {
        ChildVm.Result result = new ChildVm(RunsOver.class.getName())
                .vmArguments("--enable-native-access=ALL-UNNAMED", "-XX:-CreateCoredumpOnCrash", "-XX:+UseSerialGC",
                        "-XX:ErrorFile=/dev/null", "-Xmx64m")
                .arguments("" + bytes, "" + written).run();
        assertEquals(ends, result.exitCode() != 0, result::output);
        assertEquals(ends, result.output().contains(SIGNAL), result::output);
        assertEquals(!ends, result.output().contains(REACHED), result::output);
    }

    @Test
    void misuseIsReported() {
        long address = heap.malloc(LARGE);
        HeapMisuseException caught = assertThrows(HeapMisuseException.class, () -> heap.free(address, LARGE - 1));
        assertEquals(Kind.SIZE_MISMATCH, caught.kind());
        assertThrows(HeapMisuseException.class, () -> heap.free(address + 16));
        assertTrue(heap.describe(address).contains("between guard pages"), heap.describe(address));
        heap.free(address);
        assertThrows(HeapMisuseException.class, () -> heap.free(address));
        assertThrows(HeapMisuseException.class, () -> heap.usableSize(address));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void afterwardsAllIsReadable(boolean freed) {
        Heap subject = builder().build();
        long[] blocks = LongStream.generate(() -> subject.malloc(LARGE)).limit(20).toArray();
        if (freed) {
            subject.free(blocks, 0, blocks.length);
        }
        subject.close();
        for (long block : blocks) {
            assertEquals(-1, RawMemory.firstNonZero(block - 8192, LARGE + 3 * 8192));
        }
        assertThrows(IllegalStateException.class, () -> subject.free(blocks[0]));
    }

    @Test
    void whenMemoryIsShortNothingIsLost() {
        long first = heap.malloc(LARGE);
        assertNotEquals(0, first);
        int count = 0;
        List<Long> held = new ArrayList<>();
        for (long address = heap.tryMalloc(LARGE); address != 0; address = heap.tryMalloc(LARGE)) {
            held.add(address);
            count++;
        }
        assertTrue(count > 200, () -> held.size() + " blocks");
        held.forEach(heap::free);
        heap.free(first);
        assertEquals(0, heap.audit().liveBlocks());
    }

    @Test
    void itNeedsMappedMemory() {
        Heap.Builder arenas = Heap.builder().guardPages(true).backing(Backing.ARENA);
        assertThrows(UnsupportedOperationException.class, arenas::build);
        assertFalse(heap.backing() == Backing.ARENA);
    }
}
