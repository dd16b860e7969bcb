package org.pinfold.soak;

import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.pinfold.AuditReport;
import org.pinfold.Heap;
import org.pinfold.HeapStats;
import org.pinfold.tools.oracle.Raw;
import org.pinfold.tools.oracle.RetiredPins;
import org.pinfold.tools.oracle.Target;
import org.pinfold.tools.oracle.Violations;

/**
 * Virtual threads, {@value #AT_ONCE} at once. Each allocates a handful of stamped blocks, frees them, and exchanges one
 * with another virtual thread, which frees it. Most of them meet in the middle of their lives, so that thousands hold
 * blocks at the same time; the others run past them.
 *
 * <p>What the heap has in caches and what its records take stay below bounds that do not depend on the number of
 * threads; at the end nothing is live, and the audit is clean. Some of the threads look for {@link RetiredPins}.
 */
final class VirtualThreads {
    /** What one thread does wrong, to see it noticed. */
    enum Fault {
        NONE, FORGETS_A_BLOCK, OVERWRITES_A_BYTE, KEEPS_A_CACHE
    }

    private static final int AT_ONCE = 10_000;
    private static final int HANDFUL = 6;
    private static final int FAULTY = 77;
    private static final int LARGEST = 4096;
    /** One in so many does not wait for the others. */
    private static final int HASTY = 4;
    /** One in so many looks at the whole heap. */
    private static final int LOOKING = 200;
    /** In caches for each processor: a hot and a spare magazine of each size used here, for two; in bytes. */
    private static final long CACHED_A_PROCESSOR = 24 << 20;
    /** Records that do not depend on what is live: caches, and a slab of each size for each; in bytes. */
    private static final long RECORDS_A_PROCESSOR = 1 << 20;
    /** A state and a link for each block, in slabs that are at least a quarter live; in bytes. */
    private static final long RECORDS_A_BLOCK = 12;

    private final int threads;
    private final long seed;
    private final long cachedBound;
    private final Fault fault;
    private final Violations violations = new Violations();
    private final Target heap =
            Target.of(Heap.builder().limit(1L << 30).purgeDelay(Duration.ofMillis(1)).build());
    private final StampedHeap stamped = new StampedHeap(heap, violations);
    /** In the heap a virtual thread neither parks nor yields: inside it are as many as have a carrier, and this one. */
    private final RetiredPins pins =
            new RetiredPins(Runtime.getRuntime().availableProcessors() + 1, violations::add);
    private final long freshRecords = heap.stats().metadataBytes();
    private final Queue<Block> exchanged = new ConcurrentLinkedQueue<>();
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private long mostRecords;
    private long mostCached;

    /** A block on its way to another thread. */
    private record Block(long address, long stamp) {
    }

    VirtualThreads(int threads, long seed, long cachedBound, Fault fault) {
        this.threads = threads;
        this.cachedBound = cachedBound;
        this.seed = seed;
        this.fault = fault;
    }

    /** What may lie in caches, however many threads there are; in bytes. */
    static long usualCachedBound() {
        return CACHED_A_PROCESSOR * Runtime.getRuntime().availableProcessors();
    }

    Violations run() throws InterruptedException {
        if (fault == Fault.KEEPS_A_CACHE) {
            heap.free(heap.malloc(LARGEST));
        }
        for (int first = 0; first < threads && violations.none(); first += AT_ONCE) {
            startSome(first, Math.min(first + AT_ONCE, threads));
            violations.guard(() -> expectBounded(heap.stats()));
        }
        permits.acquire(AT_ONCE);
        Thread last = Thread.ofVirtual().start(() -> violations.guard(this::freeExchanged));
        last.join();
        violations.guard(this::end);
        heap.close();
        return violations;
    }

    /** As many as there are permits at most, so all that meet get one before any has to wait for a permit in vain. */
    private void startSome(int from, int to) throws InterruptedException {
        int waiting = 0;
        for (int number = from; number < to; number++) {
            waiting += waits(number) ? 1 : 0;
        }
        CountDownLatch meeting = new CountDownLatch(waiting);
        for (int number = from; number < to; number++) {
            int own = number;
            permits.acquire();
            Thread.ofVirtual().start(() -> {
                try {
                    violations.guard(() -> live(own, meeting));
                } finally {
                    permits.release();
                }
            });
        }
    }

    private static boolean waits(int number) {
        return number % HASTY != 0;
    }

    private void live(int number, CountDownLatch meeting) {
        long[] addresses = new long[HANDFUL];
        try {
            for (int i = 0; i < HANDFUL; i++) {
                addresses[i] = stamped.malloc(stamp(number, i));
                Thread.yield();
            }
        } finally {
            if (waits(number)) {
                meet(meeting);
            }
        }
        if (number == FAULTY) {
            misbehave(addresses[0]);
        }
        if (number % LOOKING == 0) {
            pins.retireSome(heap);
            pins.lookAndWalk(heap);
        }
        exchanged.add(new Block(addresses[0], stamp(number, 0)));
        for (int i = 1; i < HANDFUL; i++) {
            stamped.free(addresses[i], stamp(number, i));
        }
        Block another = exchanged.remove();
        stamped.free(another.address(), another.stamp());
    }

    private static void meet(CountDownLatch meeting) {
        meeting.countDown();
        try {
            meeting.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void misbehave(long address) {
        switch (fault) {
            case FORGETS_A_BLOCK -> heap.malloc(64);
            case OVERWRITES_A_BYTE -> {
                Raw.putByte(address, (byte) ~Raw.getByte(address));
            }
            default -> { }
        }
    }

    private long stamp(int thread, int block) {
        return seed << 56 ^ (long) thread << 24 ^ block;
    }

    private void freeExchanged() {
        for (Block block = exchanged.poll(); block != null; block = exchanged.poll()) {
            stamped.free(block.address(), block.stamp());
        }
    }

    /** At any time: the statistics may be out by what the threads are just doing, the bounds leave room for that. */
    private void expectBounded(HeapStats stats) {
        mostCached = Math.max(mostCached, stats.cachedBytes());
        mostRecords = Math.max(mostRecords, stats.metadataBytes() - freshRecords);
        violations.expectAtMost("bytes in caches", cachedBound, stats.cachedBytes());
        violations.expectAtMost("bytes of records",
                RECORDS_A_PROCESSOR * Runtime.getRuntime().availableProcessors()
                        + RECORDS_A_BLOCK * HANDFUL * AT_ONCE, mostRecords);
    }

    private void end() {
        violations.expectEqual("live blocks in the model at the end", 0, stamped.liveBlocks());
        HeapStats stats = heap.stats();
        AuditReport audit = heap.audit();
        stamped.expectModelled(stats, audit);
        expectBounded(stats);
        pins.expectNone(heap);
        violations.expectEqual("bytes committed when all is free", 0, heap.stats().committedBytes());
    }

    /** Arguments: threads, seed. */
    public static void main(String[] args) throws InterruptedException {
        VirtualThreads run = new VirtualThreads(Integer.parseInt(args[0]), Long.parseLong(args[1]), usualCachedBound(),
                Fault.NONE);
        run.run().report();
        System.out.println(Violations.DONE + Arrays.toString(args) + ", " + run.stamped.checked()
                + " blocks checked, at most " + run.mostCached + " bytes in caches and " + run.mostRecords
                + " bytes of records, " + run.pins);
    }
}
