package org.pinfold.tools.bench.workload;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * A thread of a benchmark that takes its own time: CPU time, because a machine that others use too gives elapsed time
 * to them, and elapsed time beside it.
 *
 * <p>A window goes from JMH's preparation of an iteration to its end, with whatever calls of the benchmark lie in
 * between; so calls are counted here, and not taken from JMH's own count, which leaves out those before the start and
 * after the end of the measurement proper.
 */
public abstract class Metered {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long operations;
    private int measured;
    private long cpu;
    private long wall;
    private long garbage;

    /** Counts what a call of the benchmark did. */
    protected final void did(long moreOperations) {
        operations += moreOperations;
    }

    /** CPU time so far, of those who do the work. */
    protected long cpuNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Bytes allocated on the Java heap so far, by those who do the work. */
    protected long allocatedBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Called by JMH on the thread that is measured. */
    @Setup(Level.Iteration)
    public final void open() {
        operations = 0;
        garbage = allocatedBytes();
        wall = System.nanoTime();
        cpu = cpuNanos();
    }

    /** Called by JMH on the thread that is measured. */
    @TearDown(Level.Iteration)
    public final void close(IterationParams iteration) {
        long cpuNanos = cpuNanos() - cpu;
        long wallNanos = System.nanoTime() - wall;
        long garbageBytes = allocatedBytes() - garbage;
        Subject.current().did(operations);
        if (iteration.getType() == IterationType.MEASUREMENT) {
            Subject.current().add(new Window(measured, operations, cpuNanos, wallNanos, garbageBytes));
            measured++;
        }
    }
}
