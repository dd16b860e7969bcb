package org.pinfold;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pinfold.os.ChildVm;
import org.pinfold.os.Machine;
import org.pinfold.os.RawMemory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The options about pages: huge ones, touched in advance, locked. */
class PagesTest {
    private static final int MIB = 1 << 20;
    private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";

    private static final List<UnaryOperator<Heap.Builder>> EACH =
            List.of(b -> b.hugePages(true), b -> b.preTouch(true), b -> b.lockMemory(true));

    /** What is resident after a trim is exact where no other thread gives pages back. */
    private static Heap.Builder mapped() {
        return Heap.builder().limit(64 * MIB).backing(Backing.MMAP).maintenance(false);
    }

    private static String refused(Heap.Builder builder) {
        return assertThrows(IllegalArgumentException.class, builder::build).getMessage();
    }

    @Test
    void memoryThatIsNotTheHeapsHasNoOptions() {
        List<String> names = List.of("hugePages", "preTouch", "lockMemory");
        for (Backing backing : List.of(Backing.ARENA, Backing.SYSTEM)) {
            for (int i = 0; i < EACH.size(); i++) {
                String message = refused(EACH.get(i).apply(mapped().backing(backing)));
                assertTrue(message.startsWith(names.get(i)) && message.contains("Backing." + backing), message);
            }
        }
        mapped().backing(Backing.ARENA).hugePages(false).preTouch(false).lockMemory(false).build().close();
    }

    /** On arenas, because a property says so. */
    static final class Elsewhere {
        private Elsewhere() {
        }

        public static void main(String[] arguments) {
            try (Heap heap = Heap.builder().limit(16 * MIB).hugePages(true).lockMemory(true).build();
                    Heap child = Heap.builder().parent(heap).hugePages(true).build()) {
                System.out.println(heap.backing());
                child.free(child.malloc(1000));
                System.out.println(heap.stats().hugePageBytes() + " " + heap.stats().systemCalls().total());
            }
        }
    }

    @Test
    void whereMemoryTurnsOutNotToBeTheHeapsThatIsTold() throws Exception {
        ChildVm child = ChildVm.run("true", List.of("-Dorg.pinfold.backing=ARENA"), Elsewhere.class);
        assertEquals(0, child.exit(), child.output());
        List<String> lines = child.output().lines().toList();
        assertTrue(lines.containsAll(List.of("ARENA", "OptionalLong.empty 0")), child.output());
        assertEquals(1, lines.stream().filter(line -> line.contains("no effect have hugePages, lockMemory")).count(),
                child.output());
    }

    @Test
    @Tag("mapped")
    void aChildHasItsParentsPages() {
        try (Heap parent = mapped().hugePages(true).build()) {
            Heap.builder().parent(parent).build().close();
            Heap.builder().parent(parent).hugePages(true).lockMemory(false).build().close();
            String message = refused(Heap.builder().parent(parent).hugePages(false));
            assertTrue(message.contains("parent has hugePages, the child would have none"), message);
            message = refused(Heap.builder().parent(parent).lockMemory(true));
            assertTrue(message.contains("parent has hugePages, the child would have hugePages, lockMemory"), message);
            try (Heap child = Heap.builder().parent(parent).build()) {
                assertTrue(refused(Heap.builder().parent(child).hugePages(false)).contains("parent has hugePages"));
            }
            Heap.builder().parent(parent).build().close();
        }
        try (Heap parent = mapped().build()) {
            for (UnaryOperator<Heap.Builder> option : EACH) {
                assertTrue(refused(option.apply(Heap.builder().parent(parent))).contains("parent has none"));
            }
        }
    }

    @Test
    @Tag("mapped")
    void hugePagesAreToldWhereAskedFor() {
        try (Heap small = mapped().build(); Heap large = mapped().hugePages(true).preTouch(true).build()) {
            small.calloc(16 * MIB);
            assertEquals(OptionalLong.of(0), small.stats().hugePageBytes());
            assertEquals(OptionalLong.of(0), large.stats().hugePageBytes());
            long block = large.malloc(16 * MIB);
            long huge = large.stats().hugePageBytes().orElseThrow();
            OptionalLong size = Machine.read().hugePageBytes();
            if (size.isEmpty()) {
                assertEquals(0, huge);
            } else {
                assertTrue(huge > 0 && huge <= 16 * MIB && huge % size.getAsLong() == 0, "huge " + huge);
                assertTrue(huge <= large.stats().residentBytes().orElseThrow());
            }
            large.free(block);
            large.trim();
            assertEquals(OptionalLong.of(0), large.stats().hugePageBytes());
        }
    }

    private static long resident(Heap heap) {
        return heap.stats().residentBytes().orElseThrow();
    }

    /** How much less is resident when of 4 MiB in blocks of 8 KiB three of four are freed. */
    private static long purgedOfThinnedBlocks(Heap heap) {
        long[] blocks = new long[512];
        assertEquals(blocks.length, heap.malloc(8 << 10, blocks));
        for (long block : blocks) {
            RawMemory.fill(block, 8 << 10, (byte) 1);
        }
        long before = resident(heap);
        for (int i = 0; i < blocks.length; i++) {
            if (i % 4 != 0) {
                heap.free(blocks[i]);
            }
        }
        heap.flushThreadCache();
        heap.trim();
        return before - resident(heap);
    }

    @Test
    @Tag("mapped")
    void whatIsFreedInPiecesBreaksNoHugePageUp() {
        try (Heap small = mapped().build(); Heap large = mapped().hugePages(true).build()) {
            boolean known = Machine.read().hugePageBytes().isPresent();
            assertEquals(3 * MIB, purgedOfThinnedBlocks(small));
            assertEquals(known ? 0 : 3 * MIB, purgedOfThinnedBlocks(large));
            assertEquals(known, large.stats().hugePageBytes().orElseThrow() > 0);
        }
    }

    @Test
    @Tag("mapped")
    void aByteTakesAHugePage() {
        try (Heap small = mapped().build(); Heap large = mapped().hugePages(true).build()) {
            RawMemory.putByte(small.malloc(1), (byte) 1);
            RawMemory.putByte(large.malloc(1), (byte) 1);
            Machine machine = Machine.read();
            assertEquals(machine.pageBytes().orElseThrow(), resident(small));
            long huge = large.stats().hugePageBytes().orElseThrow();
            assertEquals(huge > 0 ? machine.hugePageBytes().orElseThrow() : resident(small), resident(large));
        }
    }

    @Test
    @Tag("mapped")
    void whatIsOpenIsTouchedInAdvance() {
        try (Heap heap = mapped().preTouch(true).build()) {
            long small = heap.calloc(100);
            assertEquals(OptionalLong.of(4 * MIB), heap.stats().residentBytes());
            long large = heap.malloc(9 * MIB);
            assertEquals(12 * MIB + 4 * MIB, heap.stats().committedBytes());
            assertEquals(OptionalLong.of(16 * MIB), heap.stats().residentBytes());
            heap.free(small);
            heap.free(large);
            heap.trim();
            assertEquals(OptionalLong.of(0), heap.stats().residentBytes());
        }
    }

    /** Limited to 8 MiB of locked memory; without the capability, which a superuser drops. */
    private static ChildVm limited(Class<?> main) throws Exception {
        ChildVm child = ChildVm.run("ulimit -l 8192 && if [ $(id -u) = 0 ]; then"
                + " set -- setpriv --bounding-set=-ipc_lock --inh-caps=-ipc_lock \"$@\"; fi", List.of(NATIVE), main);
        assertEquals(0, child.exit(), child.output());
        return child;
    }

    /** Fills what may be locked, and goes on. */
    static final class Locker {
        private Locker() {
        }

        public static void main(String[] arguments) {
            AtomicLong pressed = new AtomicLong();
            try (Heap heap = mapped().lockMemory(true).onPressure(bytes -> {
                pressed.incrementAndGet();
                return false;
            }).build()) {
                long first = heap.malloc(4 * MIB);
                heap.malloc(4 * MIB);
                System.out.println(heap.stats().residentBytes().orElseThrow() / MIB + " MiB resident");
                System.out.println(heap.tryMalloc(4 * MIB) + ", pressed " + pressed);
                try {
                    heap.malloc(100);
                } catch (MemoryLockError e) {
                    System.out.println(e.getMessage());
                }
                try {
                    heap.malloc(64 * MIB);
                } catch (OutOfMemoryError e) {
                    System.out.println("the limit: " + !(e instanceof MemoryLockError));
                }
                heap.free(first);
                heap.free(heap.malloc(100));
                heap.trim();
                System.out.println(heap.stats().residentBytes().orElseThrow() / MIB + " MiB resident, clean "
                        + heap.audit().clean());
            }
            try (Heap heap = Heap.builder().limit(8 * MIB).lockMemory(true).build()) {
                System.out.println("unlocked at the end: " + (heap.tryMalloc(8 * MIB) != 0));
            }
        }
    }

    @Test
    @Tag("mapped")
    void whereNoMoreMayBeLockedTheLimitIsTold() throws Exception {
        List<String> lines = limited(Locker.class).output().lines().toList();
        assertEquals("8 MiB resident", lines.get(0));
        assertEquals("0, pressed 1", lines.get(1));
        for (String part : List.of("100 bytes requested", "mlock of 4194304 bytes", "has locked 8388608 bytes",
                "may lock 8388608 bytes (RLIMIT_MEMLOCK)", "ulimit -l")) {
            assertTrue(lines.get(2).contains(part), lines.get(2));
        }
        assertEquals(List.of("the limit: true", "4 MiB resident, clean true", "unlocked at the end: true"),
                lines.subList(3, lines.size()));
    }

    /** A heap that is used in part keeps all of its pages. */
    static final class Keeper {
        private Keeper() {
        }

        public static void main(String[] arguments) {
            try (Heap heap = mapped().lockMemory(true).build()) {
                long kept = heap.malloc(100);
                heap.free(heap.calloc(MIB));
                heap.trim();
                heap.trim();
                HeapStats stats = heap.stats();
                System.out.println(stats.residentBytes().orElseThrow() / MIB + " MiB resident, "
                        + stats.systemCalls().mlock() + " locked, " + stats.systemCalls().munlock() + " unlocked");
                heap.free(kept);
                heap.trim();
                stats = heap.stats();
                System.out.println(stats.committedBytes() + " committed, " + stats.systemCalls().mlock() + " locked, "
                        + stats.systemCalls().munlock() + " unlocked");
            }
        }
    }

    @Test
    @Tag("mapped")
    void whatIsLockedGoesAsAWhole() throws Exception {
        assertEquals(List.of("4 MiB resident, 1 locked, 0 unlocked", "0 committed, 1 locked, 1 unlocked"),
                limited(Keeper.class).output().lines().toList());
    }
}
