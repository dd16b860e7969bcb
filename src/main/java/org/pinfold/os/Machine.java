package org.pinfold.os;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Facts about the machine and the limits of this process that decide how much memory a heap can have.
 *
 * <p>They are read from files, so no native access is needed. A fact that the system does not tell is absent, never
 * guessed. Limits may change after they were read.
 *
 * @param physicalBytes physical memory of the machine
 * @param controlGroupBytes memory limit of the control group of this process, as containers have it, or
 *         {@link #UNLIMITED}
 * @param pageBytes page size
 * @param transparentHugePages mode in force: {@code always}, {@code madvise} or {@code never}
 * @param hugePageBytes size of a transparent huge page; empty if the kernel makes none
 * @param overcommitMode {@code vm.overcommit_memory}: 0 heuristic, 1 always, 2 strict
 * @param addressSpaceBytes the process's limit on addresses ({@code ulimit -v}), or {@link #UNLIMITED}
 * @param lockableBytes the most memory the process may lock ({@code ulimit -l}) without the capability CAP_IPC_LOCK, or
 *         {@link #UNLIMITED}
 * @param mappings the most mappings the process may have ({@code vm.max_map_count})
 */
public record Machine(
        OptionalLong physicalBytes,
        OptionalLong controlGroupBytes,
        OptionalLong pageBytes,
        Optional<String> transparentHugePages,
        OptionalLong hugePageBytes,
        OptionalInt overcommitMode,
        OptionalLong addressSpaceBytes,
        OptionalLong lockableBytes,
        OptionalLong mappings) {

    /** Stands for a limit that is known and is none. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /**
     * Reads the facts.
     *
     * @return what the system tells now
     */
    public static Machine read() {
        return read(new SystemFiles(Path.of("/")));
    }

    static Machine read(SystemFiles files) {
        return new Machine(
                physicalBytes(files),
                ControlGroup.memoryLimit(files),
                pageBytes(files),
                files.match("sys/kernel/mm/transparent_hugepage/enabled", "\\[(\\w+)]"),
                HugePages.bytes(files),
                overcommitMode(files),
                files.limit("Max address space"),
                LockLimit.read(files).limitBytes(),
                files.number("proc/sys/vm/max_map_count"));
    }

    /**
     * Tells how much physical memory this process can have at most. Reads no other fact.
     *
     * @return the least of the machine's memory and the control group's limit; empty if neither is known
     */
    public static OptionalLong usableBytes() {
        return usableBytes(new SystemFiles(Path.of("/")));
    }

    static OptionalLong usableBytes(SystemFiles files) {
        long least = Math.min(
                physicalBytes(files).orElse(UNLIMITED), ControlGroup.memoryLimit(files).orElse(UNLIMITED));
        return least == UNLIMITED ? OptionalLong.empty() : OptionalLong.of(least);
    }

    private static OptionalLong physicalBytes(SystemFiles files) {
        return files.kibibytes("proc/meminfo", "MemTotal");
    }

    private static OptionalInt overcommitMode(SystemFiles files) {
        OptionalLong mode = files.number("proc/sys/vm/overcommit_memory");
        return mode.isPresent() ? OptionalInt.of((int) mode.getAsLong()) : OptionalInt.empty();
    }

    /** The kernel hands the page size to each program in its auxiliary vector: pairs of words, key and value. */
    private static OptionalLong pageBytes(SystemFiles files) {
        ByteBuffer vector = ByteBuffer.wrap(files.bytes("proc/self/auxv").orElse(new byte[0]))
                .order(ByteOrder.nativeOrder());
        while (vector.remaining() >= 2 * Long.BYTES) {
            long key = vector.getLong();
            long value = vector.getLong();
            if (key == LinuxConstants.AT_PAGESZ) {
                return OptionalLong.of(value);
            }
        }
        return OptionalLong.empty();
    }
}
