package org.pinfold;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinfold.os.ChildVm;
import org.pinfold.os.ProcessMemory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is particular to a heap by where its memory comes from. */
class BackingTest {
    private static final String DENY = "--illegal-native-access=deny";

    private static Heap onArenas() {
        return Heap.builder().limit(64 << 20).backing(Backing.ARENA).build();
    }

    @Test
    @Tag("mapped")
    void automaticallyMappedWhereThatWorks() {
        try (Heap heap = Heap.create(); Heap child = Heap.builder().parent(heap).build()) {
            assertEquals(Backing.MMAP, heap.backing());
            assertEquals(Backing.MMAP, child.backing());
        }
        try (Heap heap = onArenas(); Heap child = Heap.builder().parent(heap).build()) {
            assertEquals(Backing.ARENA, heap.backing());
            assertEquals(Backing.ARENA, child.backing());
        }
    }

    /** Tells by the process's resident set what is given back: the JDK writes all of what an arena gives. */
    static final class Returning {
        private static final long MEBIBYTE = 1 << 20;

        private Returning() {
        }

        public static void main(String[] arguments) {
            long before = residentMebibytes();
            try (Heap heap = Heap.builder().limit(512 * MEBIBYTE).backing(Backing.ARENA)
                    .maintenance(false).build()) {
                long[] blocks = new long[10_000];
                System.out.println(heap.malloc(10_000, blocks));
                long huge = heap.malloc(200 * MEBIBYTE);
                System.out.println("all of it is resident: " + (residentMebibytes() - before > 280));
                heap.free(huge);
                System.out.println("a run goes back at once: " + (residentMebibytes() - before < 180));
                heap.free(blocks, 0, blocks.length);
                heap.trim();
                System.out.println("all of it goes back: " + (residentMebibytes() - before < 60));
                System.out.println(heap.stats().reservedBytes());
                heap.malloc(200 * MEBIBYTE);
            }
            System.out.println("and at the end: " + (residentMebibytes() - before < 60));
        }

        private static long residentMebibytes() {
            return ProcessMemory.residentBytes().orElseThrow() / MEBIBYTE;
        }
    }

    @Test
    void arenasCloseWhenTheirMemoryIsNotNeeded() throws Exception {
        ChildVm child = ChildVm.run("true", List.of(), Returning.class);
        assertEquals(List.of("10000", "all of it is resident: true", "a run goes back at once: true",
                "all of it goes back: true", "0", "and at the end: true"), child.output().lines().toList());
    }

    @Test
    void segmentsDieWithTheirMemory() {
        MemorySegment last;
        try (Heap heap = onArenas()) {
            MemorySegment segment = heap.allocate(100, 16).fill((byte) 1);
            last = heap.allocate(5 << 20, 1 << 20).fill((byte) 2);
            assertEquals(0, last.address() % (1 << 20));
            heap.free(segment);
            heap.trim();
            assertThrows(IllegalStateException.class, () -> segment.get(JAVA_BYTE, 0));
            assertEquals(HeapMisuseException.Kind.FOREIGN_POINTER,
                    assertThrows(HeapMisuseException.class, () -> heap.free(segment)).kind());
            assertEquals(2, last.get(JAVA_BYTE, (5 << 20) - 1));
        }
        assertThrows(IllegalStateException.class, () -> last.get(JAVA_BYTE, 0));
    }

    /** A mapped heap's segments are its own as long as it is there, whatever has become of their memory. */
    @Test
    @Tag("mapped")
    void aMappedSegmentFreedTwiceIsNotForeign() {
        try (Heap heap = Heap.builder().limit(64 << 20).backing(Backing.MMAP).build()) {
            MemorySegment segment = heap.allocate(100, 1);
            heap.free(segment);
            heap.trim();
            assertEquals(HeapMisuseException.Kind.NOT_ALLOCATED,
                    assertThrows(HeapMisuseException.class, () -> heap.free(segment)).kind());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MMAP", "ARENA", "SYSTEM"})
    void aSegmentOfAClosedHeapIsNotForeign(Backing backing) {
        Heap heap = Heap.builder().limit(64 << 20).backing(backing).build();
        MemorySegment segment = heap.allocate(64, 1);
        heap.close();
        assertThrows(IllegalStateException.class, () -> heap.free(segment));
    }

    @Test
    void memoryInUseByANativeCallGoesBackLater() throws Exception {
        Pipe pipe = Pipe.open();
        Heap heap = onArenas();
        MemorySegment segment = heap.allocate(16, 1);
        ByteBuffer buffer = segment.asByteBuffer();
        Thread reader = BlockedReader.of(pipe, buffer);
        heap.close();
        assertThrows(IllegalStateException.class, () -> heap.malloc(1));
        pipe.sink().write(ByteBuffer.wrap(new byte[] {7}));
        reader.join();
        assertEquals(1, buffer.position(), "the call has ended as if nothing had happened");
    }

    /** A heap in a VM that denies native access: everything that needs none. */
    static final class Denied {
        private Denied() {
        }

        public static void main(String[] arguments) {
            try (Heap heap = Heap.builder().limit(16 << 20).build()) {
                System.out.println(heap.backing());
                MemorySegment segment = heap.allocate(10, 8).fill((byte) '3');
                System.out.println(Arrays.equals(segment.toArray(JAVA_BYTE), "3333333333".getBytes(UTF_8)));
                heap.free(heap.realloc(heap.calloc(100), 10_000));
                heap.prewarm(1000, 10);
                heap.free(segment);
                heap.flushThreadCache();
                System.out.println(heap.audit().clean());
            }
            Heap.create().close();
            try {
                Heap.builder().backing(Backing.MMAP).build();
                System.out.println("native access is not denied");
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage().contains("--enable-native-access")
                        && e.getMessage().contains("Backing.ARENA"));
            }
        }
    }

    @Test
    void automaticallyArenasWhereNativeAccessIsDenied() throws Exception {
        ChildVm child = ChildVm.run("true", List.of(DENY), Denied.class);
        assertEquals(0, child.exit(), child.output());
        List<String> lines = child.output().lines().toList();
        assertTrue(lines.contains("ARENA"), child.output());
        assertEquals(3, lines.stream().filter("true"::equals).count(), child.output());
        assertEquals(1, lines.stream().filter(line -> line.contains("memory comes from the JDK's arenas")).count(),
                "not once a heap: " + child.output());
    }

    /** More than the system gives: refused, and in order afterwards. Not to the last byte, which the VM needs too. */
    static final class Starved {
        private Starved() {
        }

        public static void main(String[] arguments) {
            try (Heap heap = Heap.builder().limit(16L << 30).backing(Backing.ARENA).build()) {
                System.out.println(heap.tryMalloc(8L << 30) == 0);
                System.out.println(heap.stats().committedBytes() == 0);
                heap.free(heap.malloc(8 << 20));
                System.out.println(heap.audit().clean());
            }
        }
    }

    @Test
    void whatTheSystemRefusesIsMemoryExhausted() throws Exception {
        ChildVm child = ChildVm.run("ulimit -v " + (2 << 20), List.of(), Starved.class);
        assertEquals("true\ntrue\ntrue", child.output().strip());
    }

    /** What the C library says about a misuse when it sees every block. */
    static final class Abused {
        private Abused() {
        }

        public static void main(String[] arguments) {
            Heap heap = Heap.builder().limit(16 << 20).backing(Backing.SYSTEM).build();
            long address = heap.malloc(100);
            heap.free(address);
            heap.free(address);
        }
    }

    @Test
    void theSystemsAllocatorSeesEveryCall() throws Exception {
        ChildVm child = ChildVm.run("true", List.of("--enable-native-access=ALL-UNNAMED"), Abused.class);
        assertEquals(128 + 6, child.exit(), child.output());
        assertTrue(child.output().contains("double free"), child.output());
    }

    @Test
    void theSystemsBlocksAreCountedAndLimited() {
        try (Heap heap = Heap.builder().limit(16 << 20).backing(Backing.SYSTEM).build();
                Heap child = Heap.builder().parent(heap).build()) {
            assertEquals(Backing.SYSTEM, child.backing());
            long address = heap.calloc(1000);
            MemorySegment segment = child.allocate(1 << 20, 4096).fill((byte) 1);
            assertEquals(0, segment.address() % 4096);
            assertEquals(heap.usableSize(address), heap.stats().liveBytes());
            assertEquals(1, child.audit().liveBlocks());
            assertTrue(child.audit().clean() && child.stats().residentBytes().isEmpty());
            address = heap.realloc(address, 100_000);
            assertTrue(heap.usableSize(address) >= 100_000);
            assertEquals(0, heap.tryMalloc(15 << 20));
            assertThrows(OutOfMemoryError.class, () -> heap.malloc(Long.MAX_VALUE));
            assertThrows(IllegalArgumentException.class, () -> heap.malloc(-1));
            heap.free(address);
            child.free(segment);
            heap.free(heap.malloc(15 << 20));
            assertThrows(HeapMisuseException.class, () -> heap.free(MemorySegment.ofAddress(1)));
            assertEquals(0, heap.stats().committedBytes());
            child.malloc(1 << 20);
        }
        try (Heap heap = Heap.builder().limit(4 << 20).backing(Backing.SYSTEM).build()) {
            for (int i = 0; i < 10; i++) {
                Heap leaking = Heap.builder().parent(heap).build();
                leaking.malloc(1 << 20);
                leaking.close();
            }
        }
    }

    /** What the end has counted as gone, no free that was under way gives back again. */
    @Test
    void aFreeOfTheSystemsBlocksIsDoneBeforeTheEndOrRefused() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            Heap heap = Heap.builder().limit(4 << 20).backing(Backing.SYSTEM).build();
            CountDownLatch started = new CountDownLatch(1);
            AtomicReference<String> refused = new AtomicReference<>();
            Thread user = Thread.ofPlatform().start(() -> {
                try {
                    for (;;) {
                        heap.free(heap.malloc(100));
                        started.countDown();
                    }
                } catch (IllegalStateException e) {
                    refused.set(e.getMessage());
                }
            });
            started.await();
            heap.close();
            user.join();
            assertEquals("the heap is closed", refused.get());
        }
    }

    @Test
    void aWrongPropertyIsNamed() throws Exception {
        ChildVm child = ChildVm.run("true", List.of("-Dorg.pinfold.backing=disk"), Denied.class);
        assertEquals(1, child.exit());
        assertTrue(child.output().contains("\"disk\": set it to one of [AUTO, MMAP, ARENA"), child.output());
    }

    /** Asks for the global heap twice, since a class whose initialiser has failed answers differently then. */
    static final class Asking {
        private Asking() {
        }

        public static void main(String[] arguments) {
            for (int i = 0; i < 2; i++) {
                try {
                    Heap.global();
                } catch (IllegalArgumentException e) {
                    System.out.println("refused");
                }
            }
        }
    }

    @Test
    void theGlobalHeapTellsAnUnknownBackingEachTime() throws Exception {
        ChildVm child = ChildVm.run("true", List.of("-Dorg.pinfold.backing=disk"), Asking.class);
        assertEquals(List.of("refused", "refused"), child.output().lines().toList());
    }
}
