package org.pinfold.misuse;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException.Kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Addresses at which no live block of the heap begins, in every call that takes one. */
@ParameterizedClass
@MethodSource("org.pinfold.misuse.Setup#all")
class StrayAddressTest extends AbusedHeap {
    private static final Set<Kind> INTERIOR = EnumSet.of(Kind.INTERIOR_POINTER);
    private static final Set<Kind> NOT_ALLOCATED = EnumSet.of(Kind.NOT_ALLOCATED);
    private static final Set<Kind> FOREIGN = EnumSet.of(Kind.FOREIGN_POINTER);
    private static final Set<Kind> ELSEWHERE = EnumSet.of(Kind.NOT_ALLOCATED, Kind.FOREIGN_POINTER);
    private static final Pattern SLAB =
            Pattern.compile("the slab at 0x(\\p{XDigit}+) \\((\\d+) blocks of (\\d+) bytes");
    private static final long UNIT = 1 << 16;
    private static final long SUPERSLAB = 4 << 20;

    /** The slab of a live block, from what the heap says of it, and where in its blocks the users' bytes begin. */
    private record SlabOf(long start, int capacity, long blockBytes, long head) {
        static SlabOf block(Heap heap, long address) {
            Matcher text = SLAB.matcher(heap.describe(address));
            assertTrue(text.find(), () -> heap.describe(address));
            long start = Long.parseLong(text.group(1), 16);
            long blockBytes = Long.parseLong(text.group(3));
            return new SlabOf(start, Integer.parseInt(text.group(2)), blockBytes, (address - start) % blockBytes);
        }

        long users(long number) {
            return start + number * blockBytes + head;
        }
    }

    /** Memory that the heap has never had: an arena's may be anywhere, also where one was that is closed. */
    private Set<Kind> foreign() {
        return setup.isMapped() ? FOREIGN : ELSEWHERE;
    }

    /** Addresses of the heap's range: an arena's are the heap's only as long as it is open, or known to have been. */
    private Set<Kind> unused() {
        return setup.isMapped() ? NOT_ALLOCATED : ELSEWHERE;
    }

    @Test
    void withinABlock() {
        try (OtherWork others = new OtherWork(heap())) {
            long address = malloc();
            long last = heap().usableSize(address) - 1;
            for (long offset : new long[] {1, 8, 16, last / 2, last}) {
                everyCallIsReported(INTERIOR, address + offset, others);
            }
            free(address);
        }
    }

    @Test
    void withinALargeBlockWhereAUnitOrASuperslabBegins() {
        try (OtherWork others = new OtherWork(heap())) {
            long address = malloc();
            long bytes = heap().usableSize(address);
            for (long offset : new long[] {4096, UNIT, SUPERSLAB, 2 * SUPERSLAB}) {
                if (offset < bytes) {
                    everyCallIsReported(INTERIOR, address + offset, others);
                }
            }
            free(address);
        }
    }

    @Test
    void withinAFreedBlock() {
        Set<Kind> kinds = EnumSet.copyOf(unused());
        kinds.add(Kind.INTERIOR_POINTER);
        try (OtherWork others = new OtherWork(heap())) {
            long address = malloc();
            free(address);
            everyCallIsReported(kinds, address + 8, others);
            heap().flushThreadCache();
            everyCallIsReported(kinds, address + 16, others);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFreedBlock(boolean isHome) {
        try (OtherWork others = new OtherWork(heap())) {
            long address = malloc();
            long neighbour = malloc();
            free(address);
            if (isHome) {
                heap().flushThreadCache();
            }
            everyCallIsReported(setup.freed(), address, others);
            free(neighbour);
        }
    }

    /** A hardened block has bytes behind those that may be used, and one between guard pages has such a page. */
    @Test
    void behindABlock() {
        boolean hasMore = setup.variant().isHardened() || setup.variant().isGuarded() && setup.isLarge();
        Set<Kind> kinds = hasMore ? INTERIOR : unused();
        try (OtherWork others = new OtherWork(heap())) {
            long address = malloc();
            everyCallIsReported(kinds, address + heap().usableSize(address), others);
            free(address);
        }
    }

    /** In the first slab of a class, which is small, and of which the heap carves what it needs. */
    @Test
    void blocksThatAreNotCarvedYet() {
        try (OtherWork others = new OtherWork(heap())) {
            long address = malloc();
            SlabOf slab = SlabOf.block(heap(), address);
            long last = slab.users(slab.capacity() - 1);
            if (!setup.isLarge()) {
                assertTrue(heap().describe(last).contains("not carved"), heap().describe(last));
                everyCallIsReported(NOT_ALLOCATED, last, others);
            }
            for (int block = 0; block < slab.capacity(); block++) {
                if (slab.users(block) != address) {
                    long stray = slab.users(block);
                    Report.of(NOT_ALLOCATED, stray, () -> free(stray));
                }
            }
            free(address);
        }
    }

    @Test
    void behindTheLastBlockOfASlab() {
        try (OtherWork others = new OtherWork(heap())) {
            long address = malloc();
            SlabOf slab = SlabOf.block(heap(), address);
            everyCallIsReported(unused(), slab.users(slab.capacity()), others);
            if (setup.bytes() == 48) {
                long tail = (slab.start() & -UNIT) + UNIT - 1;
                assertTrue(heap().describe(tail).contains("behind the last block"), heap().describe(tail));
                everyCallIsReported(NOT_ALLOCATED, tail, others);
            }
            free(address);
        }
    }

    @Test
    void inAReleasedSuperslab() {
        long address = malloc();
        free(address);
        GivenBack.all(heap());
        for (long stray : new long[] {address, address + 8, address & -UNIT, (address & -UNIT) + 3 * UNIT + 16}) {
            for (Call call : Call.values()) {
                Report.of(unused(), stray, () -> call.on(heap(), stray, setup.bytes()));
            }
        }
    }

    @Test
    void inASuperslabThatWasNeverOpened() {
        try (OtherWork others = new OtherWork(heap())) {
            long address = malloc();
            everyCallIsReported(unused(), address + 48 * (Setup.LIMIT >> 6), others);
            free(address);
        }
    }

    @Test
    void ofAnotherHeap() {
        try (Heap other = setup.open(); OtherWork others = new OtherWork(heap())) {
            long live = other.malloc(setup.bytes());
            everyCallIsReported(foreign(), live, others);
            other.free(live);
            everyCallIsReported(foreign(), live, others);
        }
    }

    @Test
    void ofTheHeapsFamily() {
        try (Heap child = Heap.builder().parent(heap()).limit(Setup.LIMIT / 2).build()) {
            long parents = malloc();
            long childs = child.malloc(setup.bytes());
            for (Call call : Call.values()) {
                Report.of(ELSEWHERE, childs, () -> call.on(heap(), childs, setup.bytes()));
                Report.of(ELSEWHERE, parents, () -> call.on(child, parents, setup.bytes()));
            }
            child.free(childs);
            free(parents);
        }
    }

    @Test
    void ofTheJdksArenas() {
        try (OtherWork others = new OtherWork(heap()); Arena confined = Arena.ofConfined();
                Arena shared = Arena.ofShared()) {
            for (Arena arena : new Arena[] {confined, shared, Arena.ofAuto(), Arena.global()}) {
                everyCallIsReported(foreign(), arena.allocate(setup.bytes(), 16).address(), others);
            }
        }
    }

    @Test
    void ofAMappedFile(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("mapped"), new byte[1 << 16]);
        try (OtherWork others = new OtherWork(heap()); Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long address = channel.map(MapMode.READ_ONLY, 0, 1 << 16, arena).address();
            everyCallIsReported(foreign(), address, others);
            everyCallIsReported(foreign(), address + 4096, others);
        }
    }

    @ParameterizedTest
    @EnumSource
    void negativeUnmappedAndFar(Who who) {
        long own = malloc();
        LongStream.of(1, 16, 4096, -1, -16, -4096, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE & -16,
                own + (1L << 30), own + (1L << 40), own - (1L << 40), own + Long.MIN_VALUE, own | 1L << 62, -own)
                .forEach(stray -> {
                    for (Call call : Call.values()) {
                        Report.of(foreign(), stray, () -> who.run(() -> call.on(heap(), stray, setup.bytes())));
                    }
                });
        free(own);
    }

    /** As in C: nothing to free, and a new block instead of a larger one. It has no size. */
    @Test
    void nullIsNoBlock() {
        heap().free(0);
        heap().free(0, setup.bytes());
        heap().free(new long[3], 0, 3);
        assertEquals(0, heap().stats().liveBytes());
        free(heap().realloc(0, setup.bytes()));
        Report.of(FOREIGN, 0, () -> heap().usableSize(0));
    }
}
