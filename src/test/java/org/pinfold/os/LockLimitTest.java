package org.pinfold.os;

import java.io.IOException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a process may lock, as the system's texts have it. */
class LockLimitTest extends FilesBelowRoot {
    @ParameterizedTest
    @CsvSource({"8388608, 8388608", "unlimited, 9223372036854775807", "0, 0", "-1, "})
    void isTheSoftLimit(String soft, Long bytes) throws IOException {
        write("proc/self/limits", """
                Limit                     Soft Limit           Hard Limit           Units
                Max locked memory         %s              16777216              bytes
                """.formatted(soft));
        write("proc/self/status", "VmPeak:\t  100 kB\nVmLck:\t    4096 kB\n");
        LockLimit limit = LockLimit.read(files);
        assertEquals(bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes), limit.limitBytes());
        assertEquals(OptionalLong.of(4 << 20), limit.lockedBytes());
    }

    @Test
    void isUnknownWhereNothingIsTold() {
        assertEquals(new LockLimit(OptionalLong.empty(), OptionalLong.empty()),
                LockLimit.read(new SystemFiles(root.resolve("absent"))));
    }

    @Test
    void isInTheMessageOfARefusal() {
        LockLimit limit = new LockLimit(OptionalLong.of(8 << 20), OptionalLong.of(6 << 20));
        String message = new LockRefusedException(0xABC000, 4 << 20, LinuxConstants.ENOMEM, limit).getMessage();
        for (String part : new String[] {"mlock of 4194304 bytes", "ENOMEM", "locked 6291456 bytes",
            "may lock 8388608 bytes", "RLIMIT_MEMLOCK", "ulimit -l", "CAP_IPC_LOCK"}) {
            assertTrue(message.contains(part), message);
        }
    }
}
