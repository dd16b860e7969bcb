package org.pinfold.os;

import java.nio.file.Path;
import java.util.OptionalLong;

/** What the system says about this process's memory. */
public final class ProcessMemory {
    private ProcessMemory() {
    }

    /**
     * Asks how much physical memory the whole process occupies: Java heap, VM, native libraries and Pinfold.
     *
     * <p>The kernel keeps the figure in counters of its own for each processor and may be some pages late.
     *
     * @return resident bytes; empty where the system does not tell
     */
    public static OptionalLong residentBytes() {
        return residentBytes(new SystemFiles(Path.of("/")));
    }

    static OptionalLong residentBytes(SystemFiles files) {
        return files.kibibytes("proc/self/status", "VmRSS");
    }
}
