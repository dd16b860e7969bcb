package org.pinfold;

import java.lang.foreign.Arena;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinfold.HeapMisuseException.Kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is always caught, for every kind of block and both ways to free; the heap is in order afterwards. */
@ParameterizedClass
@MethodSource("heaps")
class MisuseTest {
    private static final Set<Kind> FREE_ALREADY = EnumSet.of(Kind.DOUBLE_FREE, Kind.NOT_ALLOCATED);

    /** Arenas are where the JDK has room: what lies beside one may be another of the heap, or foreign. */
    private static final Set<Kind> ELSEWHERE = EnumSet.of(Kind.NOT_ALLOCATED, Kind.FOREIGN_POINTER);

    @Parameter(0)
    Frees frees;
    @Parameter(1)
    Sizes size;

    private Heap opened;

    static Stream<Arguments> heaps() {
        return Stream.of(Frees.values()).flatMap(f -> Stream.of(Sizes.values()).map(s -> Arguments.of(f, s)));
    }

    private Heap heap() {
        if (opened == null) {
            opened = Heap.builder().limit(64 << 20).frees(frees).build();
        }
        return opened;
    }

    @AfterEach
    void theHeapIsInOrderAndWorks() {
        if (opened != null) {
            long address = opened.malloc(size.bytes);
            opened.free(address);
            opened.flushThreadCache();
            AuditReport audit = opened.audit();
            opened.close();
            assertTrue(audit.clean(), () -> audit.problems().toString());
        }
    }

    private HeapMisuseException caught(Set<Kind> kinds, long address, Runnable misuse) {
        HeapMisuseException caught = assertThrows(HeapMisuseException.class, misuse::run);
        assertTrue(kinds.contains(caught.kind()), caught::getMessage);
        assertEquals(address, caught.address());
        assertTrue(caught.getMessage().contains(Long.toHexString(address)), caught::getMessage);
        return caught;
    }

    private HeapMisuseException caught(Kind kind, long address, Runnable misuse) {
        return caught(EnumSet.of(kind), address, misuse);
    }

    @Test
    void doubleFreeAtOnce() {
        long address = heap().malloc(size.bytes);
        heap().free(address);
        caught(FREE_ALREADY, address, () -> heap().free(address));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 10_000, 100_000})
    void doubleFreeAfterOtherOperations(int operations) {
        long address = heap().malloc(size.bytes);
        heap().free(address);
        long other = size == Sizes.SMALL ? 4096 : 48;
        for (int i = 0; i < operations; i++) {
            heap().free(heap().malloc(other));
        }
        caught(FREE_ALREADY, address, () -> heap().free(address));
    }

    @Test
    void doubleFreeByAnotherThread() throws InterruptedException {
        long address = heap().malloc(size.bytes);
        Thread other = Thread.ofPlatform().start(() -> heap().free(address));
        other.join();
        caught(FREE_ALREADY, address, () -> heap().free(address));
    }

    @Test
    void doubleFreeAfterTheBlockWentHome() {
        long address = heap().malloc(size.bytes);
        long neighbour = heap().malloc(size.bytes);
        heap().free(address);
        heap().flushThreadCache();
        caught(FREE_ALREADY, address, () -> heap().free(address));
        heap().free(neighbour);
    }

    @Test
    void doubleFreeAfterTheMemoryWentBack() {
        long address = heap().malloc(size.bytes);
        heap().free(address);
        heap().trim();
        assertEquals(0, heap().stats().committedBytes());
        caught(Kind.NOT_ALLOCATED, address, () -> heap().free(address));
    }

    @Test
    void interleavedDoubleFree() {
        long a = heap().malloc(size.bytes);
        long b = heap().malloc(size.bytes);
        heap().free(a);
        heap().free(b);
        caught(FREE_ALREADY, a, () -> heap().free(a));
        caught(FREE_ALREADY, b, () -> heap().free(b));
    }

    @Test
    void interiorAddresses() {
        long address = heap().malloc(size.bytes);
        for (long offset : new long[] {1, 8, 16, heap().usableSize(address) - 1}) {
            caught(Kind.INTERIOR_POINTER, address + offset, () -> heap().free(address + offset));
            caught(Kind.INTERIOR_POINTER, address + offset, () -> heap().usableSize(address + offset));
            caught(Kind.INTERIOR_POINTER, address + offset, () -> heap().realloc(address + offset, 10));
        }
        heap().free(address);
    }

    @Test
    void foreignAddresses() {
        long own = heap().malloc(size.bytes);
        try (Heap other = Heap.builder().limit(64 << 20).build(); Arena arena = Arena.ofConfined()) {
            long theirs = other.malloc(size.bytes);
            long[] foreign = {theirs, arena.allocate(64).address(), 1, 4096, -1, Long.MIN_VALUE, Long.MAX_VALUE,
                own + (1L << 40), own - (1L << 40)};
            Set<Kind> kinds = heap().backing() == Backing.ARENA ? ELSEWHERE : EnumSet.of(Kind.FOREIGN_POINTER);
            for (long address : foreign) {
                caught(kinds, address, () -> heap().free(address));
                caught(kinds, address, () -> heap().usableSize(address));
            }
            other.free(theirs);
        }
        heap().free(own);
    }

    @Test
    void addressesWhereNoBlockWasHandedOut() {
        long address = heap().malloc(size.bytes);
        long usable = heap().usableSize(address);
        Set<Kind> kinds = heap().backing() == Backing.ARENA ? ELSEWHERE : EnumSet.of(Kind.NOT_ALLOCATED);
        caught(kinds, address + usable, () -> heap().free(address + usable));
        long farther = address + (48L << 20);
        caught(kinds, farther, () -> heap().free(farther));
        heap().free(address);
    }

    @Test
    void wrongSizes() {
        long address = heap().malloc(size.bytes);
        for (long wrong : new long[] {size.bytes * 2, size.bytes / 2, -1, Long.MAX_VALUE}) {
            caught(Kind.SIZE_MISMATCH, address, () -> heap().free(address, wrong));
        }
        heap().free(address, size.bytes);
        caught(FREE_ALREADY, address, () -> heap().free(address, size.bytes));
    }

    @Test
    void useOfAFreedBlock() {
        long address = heap().malloc(size.bytes);
        heap().free(address);
        caught(FREE_ALREADY, address, () -> heap().usableSize(address));
        caught(FREE_ALREADY, address, () -> heap().realloc(address, 10));
    }

    @Test
    void freesFromAllSidesAtOnce() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            int reported = SimultaneousFrees.of(heap(), heap().malloc(size.bytes), 4);
            if (frees == Frees.EXACT || size == Sizes.LARGE || size == Sizes.HUGE) {
                assertEquals(3, reported, "exactly one of four frees succeeds");
            }
        }
        SimultaneousFrees.settle(heap());
    }
}
