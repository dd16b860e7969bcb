package org.pinfold.os;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How {@link MmapSource} commits, purges and measures pages, against a kernel that refuses. */
class MmapSourcePagesTest {
    private static final long MIB = 1L << 20;
    private static final long PAGE = FakeKernel.PAGE;
    private static final int READ_WRITE = LinuxConstants.PROT_READ | LinuxConstants.PROT_WRITE;

    private final FakeKernel kernel = new FakeKernel(0x7000_0000_2000L);
    private final MmapSource source = new MmapSource(kernel, 4 * MIB, PageOptions.DEFAULT);
    private Reservation upFront;
    private Reservation stepwise;
    private int callsBefore;

    @BeforeEach
    void reserve() {
        upFront = source.reserve(512 * MIB, 512 * MIB);
        kernel.answer("mmap", LinuxConstants.ENOMEM);
        stepwise = source.reserve(4 * MIB, 4 * MIB);
        callsBefore = kernel.log().size();
    }

    private List<String> calls() {
        return kernel.log().subList(callsBefore, kernel.log().size());
    }

    @Test
    void commitsNothingThatWasCommittedUpFront() {
        source.commit(upFront.address(), upFront.bytes());
        assertEquals(List.of(), calls());
    }

    @Test
    void commitsStepByStep() {
        source.commit(stepwise.address() + PAGE, 3 * PAGE);
        assertEquals(List.of("mprotect " + 3 * PAGE + " " + READ_WRITE), calls());
    }

    @Test
    void tellsARefusedCommitFromAWrongOne() {
        kernel.answer("mprotect", LinuxConstants.ENOMEM, LinuxConstants.EACCES, 0);
        MemoryRefusedException refused =
                assertThrows(MemoryRefusedException.class, () -> source.commit(stepwise.address(), PAGE));
        assertEquals("mprotect", refused.call());
        assertEquals(stepwise.address(), refused.address());
        assertEquals(PAGE, refused.bytes());
        SystemCallException wrong =
                assertThrows(SystemCallException.class, () -> source.commit(stepwise.address(), PAGE));
        assertFalse(wrong instanceof MemoryRefusedException);
        source.commit(stepwise.address(), PAGE);
    }

    @Test
    void purges() {
        source.purge(upFront.address() + PAGE, 2 * PAGE);
        assertEquals(List.of("madvise " + 2 * PAGE + " " + LinuxConstants.MADV_DONTNEED), calls());
    }

    @Test
    void repeatsAPurgeThatTheKernelPutsOff() {
        kernel.answer("madvise", LinuxConstants.EAGAIN, LinuxConstants.EAGAIN, 0);
        source.purge(upFront.address(), PAGE);
        assertEquals(3, calls().size());
    }

    @Test
    void reportsAPurgeThatTheKernelKeepsPuttingOff() {
        kernel.answer("madvise", LinuxConstants.EAGAIN, LinuxConstants.EAGAIN, LinuxConstants.EAGAIN, 0);
        SystemCallException failure =
                assertThrows(SystemCallException.class, () -> source.purge(upFront.address(), PAGE));
        assertEquals(LinuxConstants.EAGAIN, failure.errno());
        assertEquals(3, calls().size());
    }

    @Test
    void explainsAPurgeOfLockedPages() {
        kernel.answer("madvise", LinuxConstants.EINVAL);
        SystemCallException failure =
                assertThrows(SystemCallException.class, () -> source.purge(upFront.address(), PAGE));
        assertTrue(failure.getMessage().contains("mlockall"), failure.getMessage());
        assertEquals(1, calls().size());
    }

    @Test
    void countsResidentPagesAcrossChunks() {
        long first = upFront.address() / PAGE;
        long last = upFront.end() / PAGE - 1;
        kernel.resident(first, first + 7, first + 8, first + 65_535, first + 65_536, last);
        assertEquals(OptionalLong.of(6 * PAGE), source.residentBytes(upFront.address(), upFront.bytes()));
        assertEquals(List.of("mincore " + 256 * MIB, "mincore " + 256 * MIB), calls());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 17})
    void countsNothingBesideTheRange(int pages) {
        long first = upFront.address() / PAGE + 1;
        kernel.resident(first - 1, first, first + pages - 1, first + pages);
        assertEquals(OptionalLong.of(Math.min(pages, 2) * PAGE),
                source.residentBytes(first * PAGE, pages * PAGE));
    }

    @Test
    void doesNotGuessResidency() {
        kernel.answer("mincore", LinuxConstants.ENOSYS, LinuxConstants.EPERM, LinuxConstants.EAGAIN,
                LinuxConstants.EFAULT);
        assertEquals(OptionalLong.empty(), source.residentBytes(upFront.address(), PAGE));
        assertEquals(OptionalLong.empty(), source.residentBytes(upFront.address(), PAGE));
        assertEquals(OptionalLong.empty(), source.residentBytes(upFront.address(), PAGE));
        assertThrows(SystemCallException.class, () -> source.residentBytes(upFront.address(), PAGE));
    }

    @Test
    void rejectsWhatIsNotItsOwn() {
        long end = stepwise.end();
        long[][] ranges = {
            {0, PAGE}, {-PAGE, PAGE}, {upFront.address() - PAGE, PAGE}, {end, PAGE}, {end - PAGE, 2 * PAGE},
            {stepwise.address(), -PAGE}, {stepwise.address(), Long.MAX_VALUE & -PAGE},
            {stepwise.address() + 1, PAGE}, {stepwise.address(), PAGE - 1}};
        for (long[] range : ranges) {
            assertThrows(IllegalArgumentException.class, () -> source.commit(range[0], range[1]));
            assertThrows(IllegalArgumentException.class, () -> source.purge(range[0], range[1]));
            assertThrows(IllegalArgumentException.class, () -> source.residentBytes(range[0], range[1]));
        }
        assertEquals(List.of(), calls());
    }

    @Test
    void rejectsWhatWasReleased() {
        source.release(upFront);
        assertThrows(IllegalArgumentException.class, () -> source.purge(upFront.address(), PAGE));
    }

    @Test
    void makesNoCallForNothing() {
        source.commit(stepwise.address(), 0);
        source.purge(stepwise.address(), 0);
        assertEquals(OptionalLong.of(0), source.residentBytes(stepwise.address(), 0));
        assertEquals(List.of(), calls());
    }

    @Test
    void countsCallsRefusedOnesIncluded() {
        SystemCalls before = source.calls();
        kernel.answer("mprotect", LinuxConstants.ENOMEM);
        assertThrows(MemoryRefusedException.class, () -> source.commit(stepwise.address(), PAGE));
        source.purge(upFront.address(), PAGE);
        source.purge(upFront.address(), PAGE);
        source.residentBytes(upFront.address(), PAGE);
        source.release(upFront);
        SystemCalls after = source.calls();
        assertEquals(new SystemCalls(before.mmap(), before.munmap() + 1, before.madvise() + 2,
                before.mprotect() + 1, before.mincore() + 1, before.mlock(), before.munlock()), after);
        assertEquals(kernel.log().size(), after.total());
        assertEquals(3, after.mmap());
    }
}
