package org.pinfold.os;

import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.AssertionFailedError;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@link MmapSource} on the kernel that runs this test. */
class MmapSourceSystemTest {
    private static final long MIB = 1L << 20;
    private static final long ALIGNMENT = 4 * MIB;

    @Test
    void reservesWithoutCommitting() {
        MmapSource source = new MmapSource(ALIGNMENT, PageOptions.DEFAULT);
        Reservation reservation = source.reserve(4096 * MIB, 4096 * MIB);
        assertEquals(0, reservation.address() % ALIGNMENT);
        assertEquals(OptionalLong.of(0), source.residentBytes(reservation.address(), reservation.bytes()));
        RawMemory.putLong(reservation.end() - Long.BYTES, 42);
        assertEquals(42, RawMemory.getLong(reservation.end() - Long.BYTES));
        assertEquals(OptionalLong.of(source.pageSize()),
                source.residentBytes(reservation.address(), reservation.bytes()));
        source.release(reservation);
    }

    /** Writes every second of 64 pages, purges the middle, and looks at what the system says and holds. */
    private static void checkPurge(MmapSource source) {
        long page = source.pageSize();
        Reservation reservation = source.reserve(ALIGNMENT, ALIGNMENT);
        try {
            long start = reservation.address();
            for (int i = 0; i < 64; i += 2) {
                RawMemory.fill(start + i * page, page, (byte) 0x5A);
            }
            assertEquals(OptionalLong.of(32 * page), source.residentBytes(start, reservation.bytes()));
            source.purge(start + 16 * page, 32 * page);
            assertEquals(OptionalLong.of(16 * page), source.residentBytes(start, reservation.bytes()));
            for (int i = 0; i < 64; i += 2) {
                boolean purged = i >= 16 && i < 48;
                long word = RawMemory.getLong(start + (i + 1) * page - Long.BYTES);
                assertEquals(purged ? 0 : 0x5A5A_5A5A_5A5A_5A5AL, word);
            }
            RawMemory.putLong(start + 20 * page, 7);
            assertEquals(7, RawMemory.getLong(start + 20 * page));
        } finally {
            source.release(reservation);
        }
    }

    @Test
    void purgesPagesAndKeepsAddresses() {
        checkPurge(new MmapSource(ALIGNMENT, PageOptions.DEFAULT));
    }

    @Test
    void canary_aPurgeThatDoesNothingIsCaught() {
        MmapSource lazy = new MmapSource(new SystemPosix() {
            @Override
            public long madvise(long address, long bytes, int advice) {
                return advice == LinuxConstants.MADV_DONTNEED ? 0 : super.madvise(address, bytes, advice);
            }
        }, ALIGNMENT, PageOptions.DEFAULT);
        assertThrows(AssertionFailedError.class, () -> checkPurge(lazy));
    }

    /** As strict overcommit does. */
    private static final class RefusesWritable extends SystemPosix {
        @Override
        public long mmap(long bytes, int protection) {
            return (protection & LinuxConstants.PROT_WRITE) != 0
                    ? -LinuxConstants.ENOMEM : super.mmap(bytes, protection);
        }
    }

    @Test
    void commitsStepByStepWhereWritableMemoryIsRefused() {
        MmapSource source = new MmapSource(new RefusesWritable(), ALIGNMENT, PageOptions.DEFAULT);
        long page = source.pageSize();
        Reservation reservation = source.reserve(64 * MIB, 64 * MIB);
        long start = reservation.address();
        assertFalse(reservation.committedUpFront());
        assertEquals("r--p", protectionOf(start));
        assertEquals(0, RawMemory.getLong(reservation.end() - Long.BYTES), "uncommitted memory reads as zero");
        source.commit(start, 2 * page);
        source.commit(start, 4 * page);
        assertEquals("rw-p", protectionOf(start));
        assertEquals("r--p", protectionOf(start + 4 * page));
        RawMemory.fill(start, 4 * page, (byte) 1);
        assertEquals(OptionalLong.of(4 * page), source.residentBytes(start, 4 * page));
        source.purge(start, reservation.bytes());
        assertEquals(OptionalLong.of(0), source.residentBytes(start, reservation.bytes()));
        RawMemory.putByte(start + 4 * page - 1, (byte) 2);
        assertEquals(2, RawMemory.getByte(start + 4 * page - 1));
        source.release(reservation);
    }

    @Test
    void reportsWhatNoAddressSpaceHolds() {
        long impossible = 1L << 47;
        MmapSource source = new MmapSource(ALIGNMENT, PageOptions.DEFAULT);
        MemoryRefusedException refused =
                assertThrows(MemoryRefusedException.class, () -> source.reserve(impossible, impossible));
        assertEquals(LinuxConstants.ENOMEM, refused.errno());
        assertEquals(new SystemCalls(2, 0, 0, 0, 0, 0, 0), source.calls());
    }

    @ParameterizedTest
    @CsvSource({"false, nh", "true, hg"})
    void tellsTheKernelAboutHugePages(boolean hugePages, String flag) {
        MmapSource source = new MmapSource(ALIGNMENT, new PageOptions(hugePages, false, false));
        Reservation reservation = source.reserve(64 * MIB, 64 * MIB);
        boolean known = Machine.read().transparentHugePages().isPresent();
        assertEquals(known, mapping(reservation.address()).getLast().contains(" " + flag));
        source.release(reservation);
    }

    /** Else the kernel would merge the mappings, and tell about neither. */
    @Test
    void eachRangeIsAMappingOfItsOwn() {
        MmapSource source = new MmapSource(ALIGNMENT, PageOptions.DEFAULT);
        List<Reservation> reservations = Stream.generate(() -> source.reserve(ALIGNMENT, 41 * ALIGNMENT))
                .limit(8).toList();
        for (Reservation reservation : reservations) {
            assertEquals(Long.toHexString(reservation.address()) + "-" + Long.toHexString(reservation.end()),
                    mapping(reservation.address()).getFirst().split(" ")[0]);
        }
        reservations.forEach(source::release);
    }

    @Test
    void givesEachThreadItsOwnRange() throws Exception {
        MmapSource source = new MmapSource(ALIGNMENT, PageOptions.DEFAULT);
        int threads = 4;
        int rounds = 50;
        Callable<Integer> reserver = () -> {
            int intact = 0;
            for (int round = 0; round < rounds; round++) {
                // A size which no closed heap of this VM has left behind.
                Reservation reservation = source.reserve(ALIGNMENT, 37 * ALIGNMENT);
                long owner = Thread.currentThread().threadId();
                RawMemory.putLong(reservation.address(), owner);
                RawMemory.putLong(reservation.end() - Long.BYTES, owner);
                Thread.yield();
                intact += RawMemory.getLong(reservation.address()) == owner
                        && RawMemory.getLong(reservation.end() - Long.BYTES) == owner ? 1 : 0;
                source.release(reservation);
            }
            return intact;
        };
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (Future<Integer> intact : pool.invokeAll(Collections.nCopies(threads, reserver))) {
                assertEquals(rounds, intact.get());
            }
        }
        SystemCalls calls = source.calls();
        assertEquals((long) threads * rounds, calls.mmap());
        assertEquals((long) threads * rounds, calls.madvise());
        assertTrue(calls.munmap() >= 2L * threads * rounds, calls.toString());
    }

    private static String protectionOf(long address) {
        return mapping(address).getFirst().split(" ")[1];
    }

    private static List<String> mapping(long address) {
        return SystemMapping.at(address);
    }
}
