package org.pinfold.os;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** {@link MmapSource} on the kernel that runs this test, where {@link MemorySourceContract} does not reach. */
class MmapSourceSystemTest {
    private static final long MIB = 1L << 20;
    private static final long ALIGNMENT = 4 * MIB;

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

    private static String protectionOf(long address) {
        return mapping(address).getFirst().split(" ")[1];
    }

    private static List<String> mapping(long address) {
        return SystemMapping.at(address);
    }
}
