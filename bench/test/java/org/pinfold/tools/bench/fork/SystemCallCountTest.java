package org.pinfold.tools.bench.fork;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class SystemCallCountTest {
    @Test
    void readsTheSummary() {
        assertEquals(Map.of("mprotect", 707L, "mmap", 315L, "brk", 13L), SystemCallCount.parse(List.of(
                "% time     seconds  usecs/call     calls    errors syscall",
                "------ ----------- ----------- --------- --------- ----------------",
                " 67.10    0.007470          10       707           mprotect",
                " 26.67    0.002969           9       315         2 mmap",
                "  0.18    0.000020           1        13           brk",
                "  0.00    0.000000           0         4           futex",
                "100.00    0.011132          10      1061           total")));
    }
}
