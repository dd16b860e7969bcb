package org.pinfold.os;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    /** The system's calls, with one of them broken where a test overrides it. */
    private static class Broken implements Posix {
        private final Posix posix = LinuxPosix.link();

        @Override
        public long mmap(long bytes, int protection) {
            return posix.mmap(bytes, protection);
        }

        @Override
        public long munmap(long address, long bytes) {
            return posix.munmap(address, bytes);
        }

        @Override
        public long madvise(long address, long bytes, int advice) {
            return posix.madvise(address, bytes, advice);
        }

        @Override
        public long mprotect(long address, long bytes, int protection) {
            return posix.mprotect(address, bytes, protection);
        }

        @Override
        public long mincore(long address, long bytes, MemorySegment vector) {
            return posix.mincore(address, bytes, vector);
        }

        @Override
        public long pageSize() {
            return posix.pageSize();
        }
    }

    @Test
    void reservesWithoutCommitting() {
        MmapSource source = new MmapSource(ALIGNMENT, false);
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
        checkPurge(new MmapSource(ALIGNMENT, false));
    }

    @Test
    void canary_aPurgeThatDoesNothingIsCaught() {
        MmapSource lazy = new MmapSource(new Broken() {
            @Override
            public long madvise(long address, long bytes, int advice) {
                return advice == LinuxConstants.MADV_DONTNEED ? 0 : super.madvise(address, bytes, advice);
            }
        }, ALIGNMENT, false);
        assertThrows(AssertionFailedError.class, () -> checkPurge(lazy));
    }

    /** As strict overcommit does. */
    private static final class RefusesWritable extends Broken {
        @Override
        public long mmap(long bytes, int protection) {
            return (protection & LinuxConstants.PROT_WRITE) != 0
                    ? -LinuxConstants.ENOMEM : super.mmap(bytes, protection);
        }
    }

    @Test
    void commitsStepByStepWhereWritableMemoryIsRefused() {
        MmapSource source = new MmapSource(new RefusesWritable(), ALIGNMENT, false);
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
        MmapSource source = new MmapSource(ALIGNMENT, false);
        MemoryRefusedException refused =
                assertThrows(MemoryRefusedException.class, () -> source.reserve(impossible, impossible));
        assertEquals(LinuxConstants.ENOMEM, refused.errno());
        assertEquals(new SystemCalls(2, 0, 0, 0, 0), source.calls());
    }

    @ParameterizedTest
    @CsvSource({"false, nh", "true, hg"})
    void tellsTheKernelAboutHugePages(boolean hugePages, String flag) {
        MmapSource source = new MmapSource(ALIGNMENT, hugePages);
        Reservation reservation = source.reserve(64 * MIB, 64 * MIB);
        boolean known = Machine.read().transparentHugePages().isPresent();
        assertEquals(known, mapping(reservation.address()).getLast().contains(" " + flag));
        source.release(reservation);
    }

    @Test
    void givesEachThreadItsOwnRange() throws Exception {
        MmapSource source = new MmapSource(ALIGNMENT, false);
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

    /** The kernel's description of the mapping that holds an address: a head line, then fields, flags last. */
    private static List<String> mapping(long address) {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of("/proc/self/smaps"));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        for (int head = 0; head < lines.size(); head++) {
            if (!lines.get(head).matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                continue;
            }
            String[] ends = lines.get(head).split(" ")[0].split("-");
            if (Long.parseUnsignedLong(ends[0], 16) <= address && address < Long.parseUnsignedLong(ends[1], 16)) {
                int flags = head;
                while (!lines.get(flags).startsWith("VmFlags:")) {
                    flags++;
                }
                return lines.subList(head, flags + 1);
            }
        }
        throw new AssertionError("no mapping at 0x%x".formatted(address));
    }
}
