package org.pinfold.os;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How much memory this process may lock (RLIMIT_MEMLOCK), and how much of it is locked, whoever locked it.
 *
 * @param limitBytes the soft limit, or {@link Machine#UNLIMITED}; empty where the system does not tell
 * @param lockedBytes what is locked now, likewise
 */
record LockLimit(OptionalLong limitBytes, OptionalLong lockedBytes) {
    static LockLimit read() {
        return read(new SystemFiles(Path.of("/")));
    }

    static LockLimit read(SystemFiles files) {
        return new LockLimit(files.limit("Max locked memory"), files.kibibytes("proc/self/status", "VmLck"));
    }

    /** For a message about a lock that the system has refused. */
    String text() {
        return "; the process has locked " + text(lockedBytes) + ", and may lock " + text(limitBytes)
                + " (RLIMIT_MEMLOCK): raise that (ulimit -l in KiB, LimitMEMLOCK= of a systemd unit, --ulimit memlock="
                + " of a container), grant CAP_IPC_LOCK, or do not lock; where that is not reached, memory or mappings"
                + " (vm.max_map_count) are short";
    }

    private static String text(OptionalLong bytes) {
        if (bytes.isEmpty()) {
            return "an unknown number of bytes";
        }
        return bytes.getAsLong() == Machine.UNLIMITED ? "any number of bytes" : bytes.getAsLong() + " bytes";
    }
}
