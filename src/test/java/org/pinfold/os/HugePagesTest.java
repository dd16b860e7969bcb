package org.pinfold.os;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What is made of the system's texts about huge pages. */
class HugePagesTest extends FilesBelowRoot {
    private static final long MIB = 1L << 20;
    private static final String FOLDER = "sys/kernel/mm/transparent_hugepage/";

    /** Recorded, and shortened. The first mapping has been merged with a neighbour of 2 MiB. */
    private static final String SMAPS = """
            7f0000000000-7f0000c00000 rw-p 00000000 00:00 0
            Size:              12288 kB
            KernelPageSize:        4 kB
            Anonymous:         12288 kB
            AnonHugePages:     12288 kB
            ShmemPmdMapped:        0 kB
            THPeligible:           1
            VmFlags: rd wr mr mw me nr hg
            7f0001000000-7f0001400000 rw-p 00000000 00:00 0          [anon:a name: 1 kB]
            Size:               4096 kB
            AnonHugePages:      2048 kB
            VmFlags: rd wr mr mw me nr hg
            7f0002000000-7f0002400000 rw-p 00000000 00:00 0          [heap]
            AnonHugePages:      4096 kB
            VmFlags: rd wr mr mw me ac
            ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0  [vsyscall]
            AnonHugePages:         0 kB
            """;

    private static Reservation range(long address, long bytes) {
        return new Reservation(address, bytes, true);
    }

    @Test
    void addsUpTheMappingsOfTheRangesAlone() throws IOException {
        write("proc/self/smaps", SMAPS);
        Reservation second = range(0x7f00_0100_0000L, 4 * MIB);
        assertEquals(OptionalLong.of(2 * MIB), HugePages.backing(List.of(second), files));
        assertEquals(OptionalLong.of(14 * MIB),
                HugePages.backing(List.of(range(0x7f00_0000_0000L, 12 * MIB), second), files));
        assertEquals(OptionalLong.of(0), HugePages.backing(List.of(), files));
        assertEquals(OptionalLong.of(0), HugePages.backing(List.of(range(0x7f00_00c0_0000L, 4 * MIB)), files));
    }

    /** As a heap in pieces has it: one mapping a locked piece. */
    @Test
    void addsUpTheMappingsOfOneRange() throws IOException {
        write("proc/self/smaps", SMAPS);
        assertEquals(OptionalLong.of(18 * MIB),
                HugePages.backing(List.of(range(0x7f00_0000_0000L, 64 * MIB)), files));
    }

    @Test
    void countsNoMoreOfAMergedMappingThanTheRangeHas() throws IOException {
        write("proc/self/smaps", SMAPS);
        assertEquals(OptionalLong.of(10 * MIB),
                HugePages.backing(List.of(range(0x7f00_0000_0000L, 10 * MIB)), files));
    }

    @Test
    void passesOverWhatItDoesNotUnderstand() throws IOException {
        write("proc/self/smaps", """
                AnonHugePages: 2048 kB
                7f0000000000 rw-p
                AnonHugePages: 2048 kB
                7f0000000000-end rw-p 00000000 00:00 0

                AnonHugePages: 2048 kB
                7f0000000000-7f0000c00000 rw-p 00000000 00:00 0
                AnonHugePages: some kB
                AnonHugePages: 2048
                AnonHugePages:
                é
                """);
        assertEquals(OptionalLong.of(0), HugePages.backing(List.of(range(0x7f00_0000_0000L, 12 * MIB)), files));
    }

    @Test
    void doesNotGuessWhatItCannotRead() {
        assertEquals(OptionalLong.empty(), HugePages.backing(List.of(range(0, 12 * MIB)), files));
    }

    @ParameterizedTest
    @CsvSource({"always [madvise] never, 33554432, 33554432", "[always] madvise never, 2097152, 2097152",
        "always [madvise] never, 3, 2097152", "always [madvise] never, , 2097152", "always madvise [never], 2097152, ",
        ", 2097152, "})
    void knowsTheSizeWhereThereAreAny(String mode, String size, Long bytes) throws IOException {
        if (mode != null) {
            write(FOLDER + "enabled", mode + "\n");
        }
        if (size != null) {
            write(FOLDER + "hpage_pmd_size", size + "\n");
        }
        assertEquals(bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes), HugePages.bytes(files));
    }
}
