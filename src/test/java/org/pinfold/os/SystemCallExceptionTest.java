package org.pinfold.os;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What failures say. */
class SystemCallExceptionTest {
    @ParameterizedTest
    @CsvSource({
        "mmap, 12, ENOMEM, vm.overcommit_memory", "mmap, 12, ENOMEM, vm.max_map_count", "mmap, 11, EAGAIN, ulimit -l",
        "mprotect, 13, EACCES, SELinux", "mincore, 38, ENOSYS, seccomp", "madvise, 22, EINVAL, mlockall"})
    void saysWhatFailedWhyAndWhatToDo(String call, int errno, String name, String remedy) {
        SystemCallException failure = new SystemCallException(call, 0xABC000, 4096, errno);
        assertTrue(failure.getMessage().startsWith(
                call + " of 4096 bytes at 0xabc000 failed: errno " + errno + " " + name), failure.getMessage());
        assertTrue(failure.getMessage().contains(remedy), failure.getMessage());
        assertEquals(call, failure.call());
        assertEquals(0xABC000, failure.address());
        assertEquals(4096, failure.bytes());
        assertEquals(errno, failure.errno());
    }

    @Test
    void givesTheNumberOfAnErrorItHasNoNameFor() {
        assertEquals("munmap of 1 bytes at 0x0 failed: errno 133",
                new SystemCallException("munmap", 0, 1, 133).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"Linux, amd64", "Linux, aarch64", "Linux, x86_64"})
    void knowsItsPlatforms(String name, String architecture) {
        assertDoesNotThrow(() -> LinuxConstants.requirePlatform(name, architecture));
    }

    @ParameterizedTest
    @CsvSource({"Mac OS X, aarch64", "Windows 11, amd64", "Linux, riscv64", "Linux, x86"})
    void refusesOtherPlatformsByName(String name, String architecture) {
        UnsupportedPlatformException refused = assertThrows(UnsupportedPlatformException.class,
                () -> LinuxConstants.requirePlatform(name, architecture));
        assertTrue(refused.getMessage().contains(name + " on " + architecture), refused.getMessage());
    }
}
