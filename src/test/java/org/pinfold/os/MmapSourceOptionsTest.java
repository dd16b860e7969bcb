package org.pinfold.os;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** How {@link MmapSource} touches pages in advance and locks them, against a kernel that refuses. */
class MmapSourceOptionsTest {
    private static final long PAGE = FakeKernel.PAGE;
    private static final long PART = 3 * PAGE;
    private static final PageOptions TOUCHED = new PageOptions(false, true, false);
    private static final PageOptions LOCKED = new PageOptions(false, false, true);
    private static final String MLOCK = "mlock " + PART;
    private static final String MUNLOCK = "munlock " + PART;
    private static final String POPULATE = "madvise " + PART + " " + LinuxConstants.MADV_POPULATE_WRITE;
    private static final String PURGE = "madvise " + PART + " " + LinuxConstants.MADV_DONTNEED;

    private final FakeKernel kernel = new FakeKernel(0x7000_0000_2000L);
    private MmapSource source;
    private long address;
    private int callsBefore;

    private void reserve(PageOptions options) {
        source = new MmapSource(kernel, 1 << 22, options);
        address = source.reserve(1 << 22, 1 << 22).address();
        callsBefore = kernel.log().size();
    }

    private List<String> calls() {
        return kernel.log().subList(callsBefore, kernel.log().size());
    }

    @Test
    void locksWhatIsCommittedAndUnlocksItBeforeItIsPurged() {
        reserve(LOCKED);
        source.commit(address, PART);
        source.purge(address, PART);
        assertEquals(List.of(MLOCK, MUNLOCK, PURGE), calls());
        assertEquals(1, source.calls().mlock());
        assertEquals(1, source.calls().munlock());
        assertEquals(kernel.log().size(), source.calls().total());
    }

    @Test
    void makesWritableFirst() {
        kernel.answer("mmap", LinuxConstants.ENOMEM);
        reserve(LOCKED);
        source.commit(address, PART);
        assertEquals(List.of("mprotect " + PART + " 3", MLOCK), calls());
    }

    @Test
    void touchesInAdvance() {
        reserve(TOUCHED);
        source.commit(address, PART);
        source.purge(address, PART);
        assertEquals(List.of(POPULATE, PURGE), calls());
    }

    @Test
    void lockedPagesNeedNoTouch() {
        reserve(new PageOptions(true, true, true));
        source.commit(address, PART);
        assertEquals(List.of(MLOCK), calls());
    }

    @ParameterizedTest
    @ValueSource(ints = {LinuxConstants.ENOMEM, LinuxConstants.EPERM, LinuxConstants.EAGAIN})
    void aRefusedLockIsUndone(int errno) {
        reserve(LOCKED);
        kernel.answer("mlock", errno);
        LockRefusedException refused =
                assertThrows(LockRefusedException.class, () -> source.commit(address, PART));
        assertEquals(errno, refused.errno());
        assertEquals(address, refused.address());
        assertEquals(List.of(MLOCK, MUNLOCK, PURGE), calls());
        source.commit(address, PART);
    }

    @Test
    void tellsAWrongLockFromARefusedOne() {
        reserve(LOCKED);
        kernel.answer("mlock", LinuxConstants.EINVAL).answer("munlock", LinuxConstants.ENOSYS);
        SystemCallException wrong = assertThrows(SystemCallException.class, () -> source.commit(address, PART));
        assertFalse(wrong instanceof MemoryRefusedException);
        assertEquals("mlock", wrong.call());
        assertEquals("munlock", ((SystemCallException) wrong.getSuppressed()[0]).call());
    }

    @Test
    void purgesNothingThatStaysLocked() {
        reserve(LOCKED);
        kernel.answer("munlock", LinuxConstants.ENOMEM);
        SystemCallException failure = assertThrows(SystemCallException.class, () -> source.purge(address, PART));
        assertEquals("munlock", failure.call());
        assertEquals(List.of(MUNLOCK), calls());
    }

    @Test
    void aRefusedTouchIsUndone() {
        reserve(TOUCHED);
        kernel.answer("madvise", LinuxConstants.ENOMEM);
        assertThrows(MemoryRefusedException.class, () -> source.commit(address, PART));
        assertEquals(List.of(POPULATE, PURGE), calls());
    }

    @Test
    void aTouchThatTheKernelPutsOffIsRepeated() {
        reserve(TOUCHED);
        kernel.answer("madvise", LinuxConstants.EAGAIN, LinuxConstants.EAGAIN, 0);
        source.commit(address, PART);
        assertEquals(List.of(POPULATE, POPULATE, POPULATE), calls());
    }

    @Test
    void aTouchThatFailsOtherwiseIsNoRefusal() {
        reserve(TOUCHED);
        kernel.answer("madvise", LinuxConstants.EFAULT, LinuxConstants.EINVAL);
        SystemCallException failure = assertThrows(SystemCallException.class, () -> source.commit(address, PART));
        assertFalse(failure instanceof MemoryRefusedException);
        assertEquals(LinuxConstants.EFAULT, failure.errno());
        assertEquals(LinuxConstants.EINVAL, ((SystemCallException) failure.getSuppressed()[0]).errno());
    }

    @Test
    void makesNoCallForNothing() {
        reserve(LOCKED);
        source.commit(address, 0);
        source.purge(address, 0);
        assertEquals(List.of(), calls());
    }

    @Test
    void partsGoInPagesOrHugePagesOrNotAtAll() {
        reserve(TOUCHED);
        assertEquals(PAGE, source.purgeGranule());
        assertEquals(OptionalLong.of(0), source.hugePageBytes());
        reserve(LOCKED);
        assertEquals(MemorySource.NOTHING_PURGED, source.purgeGranule());
        reserve(new PageOptions(true, false, true));
        assertEquals(MemorySource.NOTHING_PURGED, source.purgeGranule());
        reserve(new PageOptions(true, false, false));
        assertEquals(Machine.read().hugePageBytes().orElse(PAGE), source.purgeGranule());
    }
}
