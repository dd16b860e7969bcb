package org.pinfold.tools.bench.workload;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.pinfold.tools.peer.AddressPeer;
import org.pinfold.tools.peer.Memory;
import org.pinfold.tools.peer.ObjectPeer;

/**
 * Starts as many virtual threads as there are slots; each allocates a block, lets others run, and frees it, again and
 * again. An operation is one such pair, with its share of the thread's start and of the scheduler's work, which the
 * empty loop has, too.
 *
 * <p>A virtual thread has no CPU time of its own: here the whole process's counts, with its collector and its
 * compilers. That clock is coarse, so windows should be of 100 ms at least.
 */
@State(Scope.Thread)
public class VirtualThreads extends Loop {
    private static final int PAIRS = 16;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Override
    protected long cpuNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    @Override
    protected long allocatedBytes() {
        return THREADS.getTotalThreadAllocatedBytes();
    }

    /** The loop over addresses. */
    @Benchmark
    public void addresses() throws InterruptedException {
        onVirtualThreads(this::addressPairs);
    }

    /** The loop over objects. */
    @Benchmark
    public void objects() throws InterruptedException {
        onVirtualThreads(this::objectPairs);
    }

    private void addressPairs(int index) {
        AddressPeer peer = addresses;
        long size = shape.most();
        for (int i = 0; i < PAIRS; i++) {
            long block = peer.malloc(size);
            Memory.putLong(block, index);
            Thread.yield();
            peer.release(block);
        }
    }

    private void objectPairs(int index) {
        ObjectPeer<Object> peer = objects;
        long size = shape.most();
        for (int i = 0; i < PAIRS; i++) {
            Object block = peer.malloc(size);
            peer.putLong(block, index);
            Thread.yield();
            peer.release(block);
        }
    }

    private void onVirtualThreads(IntConsumer pairs) throws InterruptedException {
        Thread[] started = new Thread[shape.slots()];
        for (int i = 0; i < started.length; i++) {
            int index = i;
            started[i] = Thread.ofVirtual().start(() -> pairs.accept(index));
        }
        for (Thread one : started) {
            one.join();
        }
        did((long) PAIRS * started.length);
    }
}
