package org.pinfold.os;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How {@link MmapSource} reserves, aligns and releases, against a kernel that refuses. */
class MmapSourceReserveTest {
    private static final long MIB = 1L << 20;
    private static final long ALIGNMENT = 4 * MIB;
    private static final long SLACK = ALIGNMENT + FakeKernel.PAGE;
    private static final int READ_WRITE = LinuxConstants.PROT_READ | LinuxConstants.PROT_WRITE;

    private final FakeKernel kernel = new FakeKernel(0x7000_0000_2000L);

    private MmapSource source() {
        return new MmapSource(kernel, ALIGNMENT, PageOptions.DEFAULT);
    }

    private void assertOnlyMapped(Reservation reservation) {
        assertEquals(Map.of(reservation.address(), reservation.end()), kernel.mapped());
    }

    private static String mmap(long bytes, int protection) {
        return "mmap " + (bytes + SLACK) + " " + protection;
    }

    private List<String> mmaps() {
        return kernel.log().stream().filter(call -> call.startsWith("mmap")).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {0x7000_0000_0000L, 0x7000_0000_1000L, 0x7000_0020_0000L, 0x7000_003F_F000L})
    void cutsTheAlignedPartOutOfTheMapping(long start) {
        FakeKernel anywhere = new FakeKernel(start);
        Reservation reservation = new MmapSource(anywhere, ALIGNMENT, PageOptions.DEFAULT).reserve(1, 64 * MIB);
        assertEquals(0, reservation.address() % ALIGNMENT);
        assertEquals(64 * MIB, reservation.bytes());
        assertTrue(reservation.committedUpFront());
        assertEquals(Map.of(reservation.address(), reservation.end()), anywhere.mapped());
        assertEquals(2, anywhere.log().stream().filter(call -> call.startsWith("munmap")).count(),
                "a page at each end at least, so that no other range is its neighbour");
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "4194304, 4", "4194305, 8"})
    void roundsSizesUpToTheAlignment(long bytes, long mib) {
        assertEquals(mib * MIB, source().reserve(bytes, bytes).bytes());
    }

    @Test
    void halvesWhatIsRefused() {
        kernel.answer("mmap", LinuxConstants.ENOMEM, LinuxConstants.EAGAIN, LinuxConstants.ENOMEM);
        Reservation reservation = source().reserve(4 * MIB, 256 * MIB);
        assertEquals(32 * MIB, reservation.bytes());
        assertTrue(reservation.committedUpFront());
        assertEquals(LongStream.of(256, 128, 64, 32).mapToObj(mib -> mmap(mib * MIB, READ_WRITE)).toList(), mmaps());
        assertOnlyMapped(reservation);
    }

    @Test
    void triesTheMinimumLastAndNothingBelow() {
        kernel.answer("mmap", LinuxConstants.ENOMEM, LinuxConstants.ENOMEM);
        assertEquals(24 * MIB, source().reserve(24 * MIB, 64 * MIB).bytes());
        assertEquals(LongStream.of(64, 32, 24).mapToObj(mib -> mmap(mib * MIB, READ_WRITE)).toList(), mmaps());
    }

    @Test
    void fallsBackToReadableMemoryWhereWritableIsRefused() {
        kernel.answer("mmap", LinuxConstants.ENOMEM, LinuxConstants.ENOMEM, LinuxConstants.ENOMEM);
        Reservation reservation = source().reserve(8 * MIB, 16 * MIB);
        assertEquals(8 * MIB, reservation.bytes());
        assertFalse(reservation.committedUpFront());
        assertEquals(List.of(
                mmap(16 * MIB, READ_WRITE), mmap(8 * MIB, READ_WRITE),
                mmap(16 * MIB, LinuxConstants.PROT_READ), mmap(8 * MIB, LinuxConstants.PROT_READ)), mmaps());
        assertOnlyMapped(reservation);
    }

    @Test
    void reportsARefusalOfEverything() {
        kernel.answer("mmap", LinuxConstants.ENOMEM, LinuxConstants.ENOMEM);
        MemoryRefusedException refused =
                assertThrows(MemoryRefusedException.class, () -> source().reserve(8 * MIB, 8 * MIB));
        assertEquals("mmap", refused.call());
        assertEquals(8 * MIB + SLACK, refused.bytes());
        assertEquals(LinuxConstants.ENOMEM, refused.errno());
        assertTrue(refused.getMessage().contains("ulimit -v"), refused.getMessage());
        assertInstanceOf(MemoryRefusedException.class, refused.getSuppressed()[0]);
        assertEquals(Map.of(), kernel.mapped());
    }

    @Test
    void doesNotRepeatACallThatIsWrong() {
        kernel.answer("mmap", LinuxConstants.EINVAL);
        SystemCallException failure =
                assertThrows(SystemCallException.class, () -> source().reserve(4 * MIB, 64 * MIB));
        assertFalse(failure instanceof MemoryRefusedException);
        assertEquals(1, kernel.log().size());
    }

    @ParameterizedTest
    @CsvSource({"false, 15", "true, 14"})
    void advisesAgainstHugePagesUnlessAskedFor(boolean hugePages, int advice) {
        new MmapSource(kernel, ALIGNMENT, new PageOptions(hugePages, false, false)).reserve(4 * MIB, 4 * MIB);
        assertEquals("madvise " + 4 * MIB + " " + advice, kernel.log().getLast());
    }

    @Test
    void toleratesAKernelWithoutHugePages() {
        kernel.answer("madvise", LinuxConstants.EINVAL);
        assertOnlyMapped(source().reserve(4 * MIB, 4 * MIB));
    }

    @Test
    void leavesNothingMappedWhenTheAdviceFails() {
        kernel.answer("madvise", LinuxConstants.EPERM);
        SystemCallException failure =
                assertThrows(SystemCallException.class, () -> source().reserve(4 * MIB, 4 * MIB));
        assertEquals("madvise", failure.call());
        assertEquals(Map.of(), kernel.mapped());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void leavesNothingMappedWhenAnEndCannotBeCutOff(int end) {
        int no = LinuxConstants.ENOMEM;
        // Of a writable mapping and of a readable one: the end, or the second one, then what is to be undone.
        kernel.answer("munmap", end == 0 ? new int[] {no, 0, no} : new int[] {0, no, 0, 0, no});
        MemoryRefusedException failure =
                assertThrows(MemoryRefusedException.class, () -> source().reserve(4 * MIB, 4 * MIB));
        assertEquals("munmap", failure.call());
        assertEquals(Map.of(), kernel.mapped());
    }

    @Test
    void reportsALeakBesideItsCause() {
        kernel.answer("munmap", LinuxConstants.EPERM, LinuxConstants.EINVAL);
        SystemCallException failure =
                assertThrows(SystemCallException.class, () -> source().reserve(4 * MIB, 4 * MIB));
        assertEquals(LinuxConstants.EPERM, failure.errno());
        assertEquals(LinuxConstants.EINVAL, ((SystemCallException) failure.getSuppressed()[0]).errno());
    }

    @Test
    void releasesAReservationOnce() {
        MmapSource source = source();
        Reservation first = source.reserve(4 * MIB, 4 * MIB);
        Reservation second = source.reserve(4 * MIB, 4 * MIB);
        source.release(first);
        assertOnlyMapped(second);
        assertThrows(IllegalArgumentException.class, () -> source.release(first));
        assertOnlyMapped(second);
    }

    @Test
    void releasesNothingButItsOwnReservations() {
        MmapSource source = source();
        Reservation own = source.reserve(8 * MIB, 8 * MIB);
        for (Reservation foreign : Set.of(
                new Reservation(own.address(), 4 * MIB, true),
                new Reservation(own.address() + 4 * MIB, 4 * MIB, true),
                new Reservation(own.address(), own.bytes(), false))) {
            assertThrows(IllegalArgumentException.class, () -> source.release(foreign));
        }
        assertOnlyMapped(own);
    }

    @Test
    void keepsAReservationWhoseReleaseFails() {
        MmapSource source = source();
        Reservation reservation = source.reserve(4 * MIB, 4 * MIB);
        kernel.answer("munmap", LinuxConstants.ENOMEM);
        assertThrows(SystemCallException.class, () -> source.release(reservation));
        source.release(reservation);
        assertEquals(Map.of(), kernel.mapped());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "2, 1", "1, 140737488355329", "1, 9223372036854775807"})
    void rejectsSizesOutOfOrder(long minimum, long preferred) {
        assertThrows(IllegalArgumentException.class, () -> source().reserve(minimum, preferred));
        assertEquals(List.of(), kernel.log());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -4096, 2048, 6 * 1024 * 1024, Long.MIN_VALUE, 1L << 48})
    void rejectsAnAlignmentThatIsNone(long alignment) {
        assertThrows(IllegalArgumentException.class, () -> new MmapSource(kernel, alignment, PageOptions.DEFAULT));
    }

    @Test
    void aRetiredRangeIsReservedAgainPurgedAndWithoutAnotherMapping() {
        MmapSource source = source();
        Reservation first = source.reserve(ALIGNMENT, 2 * ALIGNMENT);
        source.retire(first);
        assertThrows(IllegalArgumentException.class, () -> source.retire(first));
        assertThrows(IllegalArgumentException.class, () -> source.purge(first.address(), ALIGNMENT));
        for (int i = 0; i < RetiredRanges.REST; i++) {
            source.retire(source.reserve(ALIGNMENT, ALIGNMENT));
        }
        int mapped = mmaps().size();
        assertEquals(first, source.reserve(ALIGNMENT, 2 * ALIGNMENT));
        assertEquals(mapped, mmaps().size());
        assertTrue(kernel.log().contains("madvise " + 2 * ALIGNMENT + " " + LinuxConstants.MADV_DONTNEED));
        source.purge(first.address(), ALIGNMENT);
    }

    @Test
    void aRetiredRangeWhosePagesStayIsNotReservedAgain() {
        MmapSource source = source();
        for (int i = 0; i <= RetiredRanges.REST; i++) {
            source.retire(source.reserve(ALIGNMENT, ALIGNMENT));
        }
        kernel.answer("madvise", LinuxConstants.EINVAL);
        int mapped = mmaps().size();
        Reservation fresh = source.reserve(ALIGNMENT, ALIGNMENT);
        assertEquals(mapped + 1, mmaps().size());
        source.release(fresh);
    }
}
