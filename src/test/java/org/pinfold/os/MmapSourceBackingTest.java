package org.pinfold.os;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Pages touched in advance, locked, and huge, on the kernel that runs this test. */
class MmapSourceBackingTest {
    private static final long MIB = 1L << 20;
    private static final long ALIGNMENT = 4 * MIB;
    private static final PageOptions TOUCHED = new PageOptions(false, true, false);

    private static void checkTouched(MmapSource source) {
        Reservation reservation = source.reserve(2 * ALIGNMENT, 2 * ALIGNMENT);
        long address = reservation.address();
        try {
            source.commit(address, ALIGNMENT);
            assertEquals(OptionalLong.of(ALIGNMENT), source.residentBytes(address, reservation.bytes()));
            for (long at = address; at < address + ALIGNMENT; at += Long.BYTES) {
                assertEquals(0, RawMemory.getLong(at));
            }
        } finally {
            source.release(reservation);
        }
    }

    @Test
    void whatIsTouchedInAdvanceIsResidentAndZero() {
        checkTouched(new MmapSource(ALIGNMENT, TOUCHED));
    }

    /** Linux before 5.14. */
    private static final class Older extends SystemPosix {
        private int asked;

        @Override
        public long madvise(long address, long bytes, int advice) {
            if (advice == LinuxConstants.MADV_POPULATE_WRITE) {
                asked++;
                return -LinuxConstants.EINVAL;
            }
            return super.madvise(address, bytes, advice);
        }
    }

    @Test
    void anOlderKernelIsMadeToByWriting() {
        Older older = new Older();
        checkTouched(new MmapSource(older, ALIGNMENT, TOUCHED));
        assertEquals(1, older.asked);
    }

    /** A process that may lock nothing gets the refusal that another test is about. */
    @Test
    void whatIsLockedIsResidentUntilItIsPurged() {
        MmapSource source = new MmapSource(ALIGNMENT, new PageOptions(false, false, true));
        Reservation reservation = source.reserve(ALIGNMENT, ALIGNMENT);
        long part = 16 * source.pageSize();
        long address = reservation.address();
        try {
            source.commit(address, part);
            assertTrue(SystemMapping.at(address).getLast().contains(" lo"));
            assertEquals(part, SystemMapping.bytes(address, "Locked"));
            assertFalse(SystemMapping.at(address + part).getLast().contains(" lo"));
            assertEquals(OptionalLong.of(part), source.residentBytes(address, reservation.bytes()));
            source.purge(address, part);
            assertFalse(SystemMapping.at(address).getLast().contains(" lo"));
            assertEquals(OptionalLong.of(0), source.residentBytes(address, reservation.bytes()));
        } catch (LockRefusedException refused) {
            assertTrue(LockLimit.read().limitBytes().getAsLong() < part, refused.getMessage());
        } finally {
            source.release(reservation);
        }
    }

    private static long hugePageBytes(Reservation reservation) {
        return SystemMapping.bytes(reservation.address(), "AnonHugePages");
    }

    /** Whether there are any is the machine's choice; that all are found is not. */
    @Test
    void hugePagesAreCountedWhereThereAreAny() {
        MmapSource source = new MmapSource(ALIGNMENT, new PageOptions(true, true, false));
        Reservation first = source.reserve(8 * ALIGNMENT, 8 * ALIGNMENT);
        Reservation second = source.reserve(8 * ALIGNMENT, 8 * ALIGNMENT);
        MmapSource stranger = new MmapSource(ALIGNMENT, new PageOptions(true, true, false));
        Reservation others = stranger.reserve(8 * ALIGNMENT, 8 * ALIGNMENT);
        assertEquals(OptionalLong.of(0), source.hugePageBytes());
        source.commit(first.address(), 4 * ALIGNMENT);
        source.commit(second.address(), 2 * ALIGNMENT);
        stranger.commit(others.address(), ALIGNMENT);
        long told = hugePageBytes(first) + hugePageBytes(second);
        long counted = source.hugePageBytes().orElseThrow();
        // The kernel may make small pages huge at any time, which takes none away.
        long later = hugePageBytes(first) + hugePageBytes(second);
        assertTrue(told <= counted && counted <= later, () -> told + ", then " + counted + ", then " + later);
        assertEquals(Machine.read().hugePageBytes().isPresent(), later > 0);
        source.purge(first.address(), 4 * ALIGNMENT);
        source.purge(second.address(), 2 * ALIGNMENT);
        assertEquals(OptionalLong.of(0), source.hugePageBytes());
        source.release(first);
        source.release(second);
        stranger.release(others);
    }
}
