package org.pinfold.tools.bench.ab.side;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/** CPU time of the calling thread, and of the threads that tend heaps, in nanoseconds. */
final class CpuTime {
    private static final String MAINTENANCE = "pinfold-maintenance";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CpuTime() {
    }

    static long nanos() {
        long nanos = THREADS.getCurrentThreadCpuTime();
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().equals(MAINTENANCE)) {
                // -1 of one that has just ended.
                nanos += Math.max(THREADS.getThreadCpuTime(thread.getThreadId()), 0);
            }
        }
        return nanos;
    }
}
