package org.pinfold.soak;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.pinfold.AuditReport;
import org.pinfold.Heap;
import org.pinfold.HeapStats;
import org.pinfold.tools.oracle.Raw;
import org.pinfold.tools.oracle.RetiredPins;
import org.pinfold.tools.oracle.Target;
import org.pinfold.tools.oracle.Violations;

/**
 * Platform threads are born and die, {@value #AT_ONCE} at once. Each allocates stamped blocks and frees half of them,
 * so that it dies with a stocked cache, and leaves the other half to its heirs.
 *
 * <p>Every {@value #LOOK_EVERY} births there is a moment at which all of them are dead. Then the first look at the
 * heap, by {@code stats} and by {@code audit} in turn, has to find every cached block home, everything live as
 * modelled, and a size of the heap's records and pages that follows from what is live, not from how many have died.
 * Between two such moments one of the threads looks for {@link RetiredPins}.
 */
final class ThreadDeath {
    /** Who frees what a dead thread has left. */
    enum Heirs {
        /** A later thread; at each look also the main thread. */
        LATER_THREADS,
        /** The main thread, after the last death. */
        MAIN_AT_THE_END
    }

    /** What one thread does wrong, to see it noticed. */
    enum Fault {
        NONE, FORGETS_A_BLOCK, OVERWRITES_A_BYTE, STAYS_ALIVE
    }

    private static final int AT_ONCE = 4;
    private static final int LOOK_EVERY = 20;
    /** How many deaths later a block is freed, about. */
    private static final int BACKLOG = 8;
    private static final int FAULTY = 7;
    private static final int LARGEST = 4096;
    private static final int OVERFLOW = 100;
    /** Records of a cache, and of the slab of each size used here that its thread holds; in bytes. */
    private static final long RECORDS_A_THREAD = 320 << 10;
    /** Places in magazines for what a thread allocates and frees; in bytes for each block that it leaves. */
    private static final long RECORDS_A_PLACE = 128;
    /** A state and a link for each block, in slabs that are at least a quarter live; in bytes. */
    private static final long RECORDS_A_BLOCK = 12;
    /** Pages of the slabs that a thread has just begun; in bytes. */
    private static final long PAGES_A_THREAD = 1 << 20;
    /** Pages of slabs that are at least a quarter live: so many bytes for each live one. */
    private static final long PAGES_A_BYTE = 4;

    private final Heirs heirs;
    private final int threads;
    private final int blocks;
    private final long seed;
    private final Fault fault;
    private final Violations violations = new Violations();
    private final Target heap;
    private final StampedHeap stamped;
    private final long freshRecords;
    private final RetiredPins pins = new RetiredPins(AT_ONCE, violations::add);
    private final Queue<Estate> estates = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private long mostLive;
    private long mostRecords;
    private long mostResident;
    private int looks;

    /** What a dead thread has left. */
    private record Estate(int thread, long[] addresses) {
    }

    ThreadDeath(Heirs heirs, int threads, int blocks, long seed, Fault fault) {
        this.heirs = heirs;
        this.threads = threads;
        this.blocks = blocks;
        this.seed = seed;
        this.fault = fault;
        this.heap = Target.of(Heap.builder().limit(4L << 30).build());
        this.stamped = new StampedHeap(heap, violations);
        this.freshRecords = heap.stats().metadataBytes();
    }

    Violations run() throws InterruptedException {
        Deque<Thread> alive = new ArrayDeque<>();
        for (int born = 1; born <= threads && violations.none(); born++) {
            int number = born;
            alive.add(Thread.ofPlatform().start(() -> violations.guard(() -> live(number))));
            boolean look = born % LOOK_EVERY == 0 || born == threads;
            while (alive.size() >= (look ? 1 : AT_ONCE)) {
                alive.remove().join();
            }
            if (look) {
                violations.guard(this::look);
            }
        }
        violations.guard(this::end);
        ended.countDown();
        heap.close();
        return violations;
    }

    private void live(int number) {
        pins.retireSome(heap);
        if (number % LOOK_EVERY == LOOK_EVERY / 2) {
            pins.lookAndWalk(heap);
        }
        if (heirs == Heirs.LATER_THREADS && number > BACKLOG) {
            inherit();
        }
        long[] left = new long[blocks];
        long[] own = new long[blocks];
        for (int i = 0; i < blocks; i++) {
            left[i] = stamped.malloc(stamp(number, i));
            own[i] = stamped.malloc(stamp(number, blocks + i));
        }
        for (int i = 0; i < blocks; i++) {
            stamped.free(own[i], stamp(number, blocks + i));
        }
        overflow();
        if (number == FAULTY) {
            misbehave(left[0]);
        }
        estates.add(new Estate(number, left));
    }

    /** Frees more blocks of one size than a hot magazine holds, so that the thread dies with a spare one too. */
    private void overflow() {
        long[] many = new long[OVERFLOW];
        Arrays.setAll(many, i -> heap.malloc(LARGEST));
        Arrays.stream(many).forEach(heap::free);
    }

    private void misbehave(long address) {
        switch (fault) {
            case FORGETS_A_BLOCK -> heap.malloc(64);
            case OVERWRITES_A_BYTE -> {
                Raw.putByte(address, (byte) ~Raw.getByte(address));
            }
            case STAYS_ALIVE -> {
                CountDownLatch stocked = new CountDownLatch(1);
                Thread.ofPlatform().daemon().start(() -> {
                    heap.free(heap.malloc(64));
                    stocked.countDown();
                    await(ended);
                });
                await(stocked);
            }
            default -> { }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void inherit() {
        Estate estate = estates.poll();
        if (estate != null) {
            for (int i = 0; i < blocks; i++) {
                stamped.free(estate.addresses()[i], stamp(estate.thread(), i));
            }
        }
    }

    private long stamp(int thread, int block) {
        return seed << 56 ^ (long) thread << 24 ^ block;
    }

    private void look() {
        if (heirs == Heirs.LATER_THREADS) {
            inherit();
        }
        heap.flushThreadCache();
        HeapStats stats;
        AuditReport audit;
        if (looks++ % 2 == 0) {
            stats = heap.stats();
            audit = heap.audit();
        } else {
            audit = heap.audit();
            stats = heap.stats();
        }
        violations.expectEqual("bytes in caches of dead threads, by the statistics", 0, stats.cachedBytes());
        violations.expectEqual("blocks in caches of dead threads, by the audit", 0, audit.cachedBlocks());
        stamped.expectModelled(stats, audit);
        expectBounded(stats);
    }

    /** Memory may stay for those who need it next, so what counts is the most that was live. */
    private void expectBounded(HeapStats stats) {
        mostLive = Math.max(mostLive, stamped.liveBlocks() + 2L * AT_ONCE * blocks);
        mostRecords = Math.max(mostRecords, stats.metadataBytes() - freshRecords);
        mostResident = Math.max(mostResident, stats.residentBytes().orElseThrow());
        violations.expectAtMost("bytes of records",
                (AT_ONCE + 1) * (RECORDS_A_THREAD + RECORDS_A_PLACE * blocks) + RECORDS_A_BLOCK * mostLive,
                mostRecords);
        violations.expectAtMost("bytes resident",
                (AT_ONCE + 1) * PAGES_A_THREAD + PAGES_A_BYTE * meanSize() * mostLive, mostResident);
    }

    private static long meanSize() {
        return (long) LongStream.range(0, 1 << 12).map(StampedHeap::size).average().orElseThrow();
    }

    private void end() {
        while (!estates.isEmpty()) {
            inherit();
        }
        violations.expectEqual("live blocks in the model after the last is freed", 0, stamped.liveBlocks());
        look();
        pins.expectNone(heap);
        HeapStats stats = heap.stats();
        violations.expectEqual("bytes committed when all is free", 0, stats.committedBytes());
        violations.expectEqual("blocks not home when all is free", 0, heap.audit().carvedBlocks());
    }

    /** Arguments: heirs, threads, blocks that each leaves, seed. */
    public static void main(String[] args) throws InterruptedException {
        ThreadDeath death = new ThreadDeath(Heirs.valueOf(args[0]), Integer.parseInt(args[1]),
                Integer.parseInt(args[2]), Long.parseLong(args[3]), Fault.NONE);
        death.run().report();
        System.out.println(Violations.DONE + Arrays.toString(args) + ", " + death.looks + " looks, "
                + death.stamped.checked() + " blocks checked, at most " + death.mostRecords + " bytes of records and "
                + death.mostResident + " bytes resident, " + death.pins);
    }
}
