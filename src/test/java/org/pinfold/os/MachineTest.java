package org.pinfold.os;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Facts read from a root folder of the test's making, and from this machine's. */
class MachineTest extends FilesBelowRoot {
    private static final String LIMITS = """
            Limit                     Soft Limit           Hard Limit           Units
            Max cpu time              unlimited            unlimited            seconds
            Max address space         %s            unlimited            bytes
            """;

    private void writeAuxiliaryVector(long... words) throws IOException {
        ByteBuffer vector = ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.nativeOrder());
        for (long word : words) {
            vector.putLong(word);
        }
        Files.createDirectories(root.resolve("proc/self"));
        Files.write(root.resolve("proc/self/auxv"), vector.array());
    }

    @Test
    void readsWhatTheFilesSay() throws IOException {
        write("proc/meminfo", "MemTotal:       2097152 kB\nMemFree:         1024 kB\n");
        write("proc/self/cgroup", "0::/service\n");
        write("sys/fs/cgroup/service/memory.max", "536870912\n");
        writeAuxiliaryVector(33, 1, LinuxConstants.AT_PAGESZ, 65_536, 0, 0);
        write("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
        write("proc/sys/vm/overcommit_memory", "2\n");
        write("proc/self/limits", LIMITS.formatted("3221225472")
                + "Max locked memory         8388608              unlimited            bytes\n");
        write("proc/sys/vm/max_map_count", "65530\n");
        assertEquals(new Machine(OptionalLong.of(2L << 30), OptionalLong.of(512L << 20), OptionalLong.of(65_536),
                Optional.of("madvise"), OptionalLong.of(HugePages.USUAL_BYTES), OptionalInt.of(2),
                OptionalLong.of(3L << 30), OptionalLong.of(8 << 20), OptionalLong.of(65_530)),
                Machine.read(files));
    }

    @Test
    void knowsNothingWhereThereIsNothing() {
        Machine nothing = new Machine(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(),
                Optional.empty(), OptionalLong.empty(), OptionalInt.empty(), OptionalLong.empty(), OptionalLong.empty(),
                OptionalLong.empty());
        assertEquals(nothing, Machine.read(files));
        assertEquals(OptionalLong.empty(), Machine.usableBytes(files));
        assertEquals(OptionalLong.empty(), ProcessMemory.residentBytes(files));
    }

    @Test
    void doesNotGuessFromWhatItDoesNotUnderstand() throws IOException {
        write("proc/meminfo", "MemTotal: plenty\n");
        write("proc/self/cgroup", "0::/\n");
        write("sys/fs/cgroup/memory.max", "some\n");
        writeAuxiliaryVector(LinuxConstants.AT_PAGESZ);
        write("sys/kernel/mm/transparent_hugepage/enabled", "\n");
        write("proc/sys/vm/overcommit_memory", "99999999999999999999\n");
        write("proc/self/limits", LIMITS.formatted("-1"));
        write("proc/sys/vm/max_map_count", "");
        assertEquals(Machine.read(new SystemFiles(root.resolve("absent"))), Machine.read(files));
    }

    @Test
    void tellsNoLimitFromAnUnknownOne() throws IOException {
        write("proc/self/limits", LIMITS.formatted("unlimited"));
        write("proc/self/cgroup", "0::/service\n");
        write("sys/fs/cgroup/service/memory.max", "max\n");
        Machine machine = Machine.read(files);
        assertEquals(OptionalLong.of(Machine.UNLIMITED), machine.addressSpaceBytes());
        assertEquals(OptionalLong.of(Machine.UNLIMITED), machine.controlGroupBytes());
        assertEquals(OptionalLong.empty(), Machine.usableBytes(files));
    }

    @Test
    void takesTheLeastLimitOfNestedGroups() throws IOException {
        write("proc/self/cgroup", "1:name=systemd:/other\n0::/a/b/c\n");
        write("sys/fs/cgroup/a/memory.max", "3000\n");
        write("sys/fs/cgroup/a/b/memory.max", "2000\n");
        write("sys/fs/cgroup/a/b/c/memory.max", "max\n");
        assertEquals(OptionalLong.of(2000), ControlGroup.memoryLimit(files));
    }

    @Test
    void readsVersionOneWhereThereIsNoVersionTwo() throws IOException {
        write("proc/self/cgroup", "5:cpu,cpuacct:/other\n4:memory:/a/b\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("sys/fs/cgroup/memory/a/memory.limit_in_bytes", "5000\n");
        write("sys/fs/cgroup/memory/a/b/memory.limit_in_bytes", "6000\n");
        assertEquals(OptionalLong.of(5000), ControlGroup.memoryLimit(files));
        write("proc/self/cgroup", "4:hugetlb,memory:/\n");
        assertEquals(OptionalLong.of(Machine.UNLIMITED), ControlGroup.memoryLimit(files));
    }

    @Test
    void readsTheMountsOwnGroupWhereTheNamedOneIsHidden() throws IOException {
        write("proc/self/cgroup", "0::/../../outside\n");
        write("sys/fs/cgroup/memory.max", "4000\n");
        write("sys/outside/memory.max", "1\n");
        assertEquals(OptionalLong.of(4000), ControlGroup.memoryLimit(files));
    }

    @Test
    void usesTheLeastOfMachineAndGroup() throws IOException {
        write("proc/meminfo", "MemTotal:  1024 kB\n");
        assertEquals(OptionalLong.of(1 << 20), Machine.usableBytes(files));
        write("sys/fs/cgroup/memory.max", "4096\n");
        assertEquals(OptionalLong.of(4096), Machine.usableBytes(files));
    }

    @Test
    void agreesWithThisMachine() throws IOException {
        Machine machine = Machine.read();
        assertEquals(OptionalLong.of(LinuxPosix.link().pageSize()), machine.pageBytes());
        assertTrue(machine.physicalBytes().getAsLong() > Runtime.getRuntime().totalMemory(), machine.toString());
        try (BufferedReader file = Files.newBufferedReader(Path.of("/proc/sys/vm/max_map_count"))) {
            assertEquals(OptionalLong.of(Long.parseLong(file.readLine())), machine.mappings());
        }
    }

    @Test
    void seesThisProcessGrowAndShrink() {
        MmapSource source = new MmapSource(4 << 20, PageOptions.DEFAULT);
        long bytes = 256 << 20;
        Reservation reservation = source.reserve(bytes, bytes);
        RawMemory.fill(reservation.address(), bytes, (byte) 1);
        long full = ProcessMemory.residentBytes().getAsLong();
        source.purge(reservation.address(), bytes);
        long purged = ProcessMemory.residentBytes().getAsLong();
        source.release(reservation);
        assertTrue(full >= bytes, "resident " + full);
        assertTrue(full - purged > bytes / 2, "resident " + full + ", then " + purged);
    }
}
