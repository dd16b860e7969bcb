package org.pinfold.tools.bench.ab.side;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.pinfold.Heap;
import org.pinfold.tools.bench.ab.HeapLook;
import org.pinfold.tools.bench.ab.Side;
import org.pinfold.tools.peer.Memory;

/**
 * One thread allocates small blocks, another one frees them. They are handed over by thousands, in two arrays that go
 * back and forth, so that the threads overlap, and wait without spinning when they do not: time that is spent in
 * waiting for the other is not CPU time.
 */
final class HandOverSide implements Side {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ARRAYS = 2;
    private static final int ROUND = 1 << 13;
    private static final int BYTES = 64;

    private final Heap heap;
    private final BlockingQueue<long[]> full = new ArrayBlockingQueue<>(ARRAYS);
    private final BlockingQueue<long[]> empty = new ArrayBlockingQueue<>(ARRAYS);
    private final ExecutorService consumer = Executors.newSingleThreadExecutor();

    HandOverSide(Heap heap) {
        this.heap = heap;
        for (int i = 0; i < ARRAYS; i++) {
            empty.add(new long[ROUND]);
        }
    }

    @Override
    public int operations() {
        return ROUND;
    }

    @Override
    public long cpuNanos(int rounds) {
        try {
            Future<Long> consumed = consumer.submit(() -> consume(rounds));
            return produce(rounds) + consumed.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the consumer failed", e.getCause());
        }
    }

    private long produce(int rounds) throws InterruptedException {
        long begin = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < rounds; i++) {
            long[] blocks = empty.take();
            allocate(blocks);
            full.put(blocks);
        }
        return THREADS.getCurrentThreadCpuTime() - begin;
    }

    private long consume(int rounds) throws InterruptedException {
        long begin = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < rounds; i++) {
            long[] blocks = full.take();
            free(blocks);
            empty.put(blocks);
        }
        return THREADS.getCurrentThreadCpuTime() - begin;
    }

    private void allocate(long[] blocks) {
        for (int i = 0; i < blocks.length; i++) {
            long block = heap.malloc(BYTES);
            Memory.putLong(block, i);
            blocks[i] = block;
        }
    }

    private void free(long[] blocks) {
        for (long block : blocks) {
            heap.free(block);
        }
    }

    @Override
    public HeapLook look() {
        return SwitchedHeap.look(heap);
    }

    @Override
    public void close() {
        consumer.close();
        heap.close();
    }
}
