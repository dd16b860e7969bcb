package org.pinfold.tools.oracle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.pinfold.Heap;

/**
 * Threads exchange blocks in a heap that is full, phase after phase, each with a {@link Mix} of sizes of its own.
 *
 * <p>A phase begins with one thread that allocates until the heap refuses: so much fits, with all that is lost to
 * rounding. It frees some and has to get some again. In every other phase it then gives back as much of each size as
 * the other threads may keep from it in their hot magazines. From there on several threads free blocks and
 * allocate others in their places. Where something was given back none of them may ever be refused; where not, the
 * heap is full to the brim, and a {@link Brim} judges each refusal. In the end all of them free everything and, without
 * waiting for each other, allocate until the heap refuses; so superslabs are given back and opened at the limit at the
 * same time.
 *
 * <p>Meanwhile another thread looks how many of the reservation's pages are resident, and the others look for
 * {@link RetiredPins}. Walks, which keep superslabs from going back, are made where a refusal is none of the heap's
 * promises.
 */
public final class FullHeap {
    /** What goes wrong, to see it noticed. */
    public enum Fault {
        NONE, GIVES_NOTHING_BACK, HAS_A_LOWER_LIMIT, KEEPS_A_BLOCK
    }

    private static final long SUPERSLAB = 4 << 20;
    private static final int SMALLEST_LOG = 4;
    private static final int LARGEST_LOG = 18;
    /** A size more for each so many bytes of the limit: many, so that much is given back. */
    private static final int BYTES_A_SIZE = 32 << 20;
    /** At the brim: few, and none that needs more units than one, so that no unit is of no use. */
    private static final int BRIM_BYTES_A_SIZE = 96 << 20;
    private static final int BRIM_LARGEST_LOG = 15;
    private static final int STRETCHES = 500;
    private static final int KINDS_OF_PHASES = 2;
    /** Fewer looks at what is resident may all have come when little was. */
    private static final int LEAST_SAMPLES = 100;

    private final Target heap;
    private final long limit;
    private final int threads;
    private final long seed;
    private final Fault fault;
    private final Violations violations;
    private final RetiredPins pins;
    private final long base;
    private final long reserved;
    private final LongAdder exchanged = new LongAdder();
    private long refusals;
    private long served;
    private long mostResident;
    private long leastLive = Long.MAX_VALUE;
    /** Written by the sampler alone. */
    private volatile int samples;
    private int phases;

    /** In this heap, which has this limit and nothing in it. */
    public FullHeap(Target heap, long limit, int threads, long seed, Fault fault, Violations violations) {
        this.heap = heap;
        this.limit = limit;
        this.threads = threads;
        this.seed = seed;
        this.fault = fault;
        this.violations = violations;
        this.pins = new RetiredPins(threads, violations::add);
        long first = heap.malloc(1);
        this.base = first & -SUPERSLAB;
        this.reserved = heap.stats().reservedBytes();
        heap.free(first);
    }

    /** Options of a heap to churn: free memory rests no longer than it has to. */
    public static Heap.Builder options(long limit) {
        return Heap.builder().limit(limit).purgeDelay(Duration.ofMillis(1));
    }

    /** One phase, and others for as long as that is wanted and nothing has gone wrong. */
    public void run(BooleanSupplier goesOn) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        Thread sampler = Thread.ofPlatform().start(() -> violations.guard(() -> sampleUntil(over)));
        do {
            phase(new SplittableRandom(seed + phases++));
        } while (violations.none() && goesOn.getAsBoolean());
        over.set(true);
        sampler.join();
        violations.guard(this::judge);
    }

    /** Whether there was a phase of each kind, and somebody who looked meanwhile, however the system runs threads. */
    public boolean hadAllKinds() {
        return phases >= KINDS_OF_PHASES && samples >= LEAST_SAMPLES;
    }

    /** How many blocks were allocated in the places of others. */
    public long exchanged() {
        return exchanged.sum();
    }

    private void sampleUntil(AtomicBoolean over) {
        long bound = fault == Fault.HAS_A_LOWER_LIMIT ? limit / 2 : limit;
        try (ResidentPages pages = new ResidentPages()) {
            do {
                long resident = pages.inBoth(base, reserved);
                samples = samples + 1;
                mostResident = Math.max(mostResident, resident);
                violations.expectAtMost("bytes resident", bound, resident);
            } while (!over.get() && violations.none());
        }
    }

    private void phase(SplittableRandom random) throws InterruptedException {
        boolean full = phases % KINDS_OF_PHASES == 0;
        Brim brim = new Brim(heap, violations, threads, !full);
        Mix mix = new Mix(heap, violations, sizes(random, full), limit, brim, exchanged);
        violations.guard(() -> {
            mix.fill();
            if (full) {
                mix.judgeFull();
            }
            mix.expectAllocationAfterFree();
            mix.giveBack(full || fault == Fault.GIVES_NOTHING_BACK ? 0 : threads - 1);
            heap.flushThreadCache();
        });
        if (full) {
            leastLive = Math.min(leastLive, mix.liveBytes());
        }
        CountDownLatch exchanging = new CountDownLatch(threads);
        inParallel(random, own -> {
            try {
                mix.exchange(own, STRETCHES);
            } finally {
                exchanging.countDown();
            }
            await(exchanging);
            pins.look(heap.stats());
        });
        refusals += brim.refusals();
        served += brim.served();
        inParallel(random, own -> {
            mix.freeAll();
            stampede(own);
        });
        if (fault == Fault.KEEPS_A_BLOCK) {
            heap.malloc(limit - SUPERSLAB);
        }
        violations.guard(this::expectRoom);
    }

    /** Different ones, as the heap rounds them. */
    private int[] sizes(SplittableRandom random, boolean full) {
        long count = full ? Math.max(4, limit / BRIM_BYTES_A_SIZE) : Math.max(2, limit / BYTES_A_SIZE);
        return random.ints(count, SMALLEST_LOG, full ? BRIM_LARGEST_LOG : LARGEST_LOG)
                .map(log -> (int) Heap.goodSize((1 << log) + random.nextInt(1 << log)))
                .distinct().toArray();
    }

    /** Nobody ends before the others: what a dead thread's magazines had is the heap's to give, even meanwhile. */
    private static void await(CountDownLatch others) {
        try {
            others.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts these threads", e);
        }
    }

    private void inParallel(SplittableRandom random, Consumer<SplittableRandom> work) throws InterruptedException {
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            SplittableRandom own = random.split();
            running.add(Thread.ofPlatform().start(() -> violations.guard(() -> work.accept(own))));
        }
        for (Thread thread : running) {
            thread.join();
        }
    }

    /** Allocates until the heap refuses, touches every page, and frees all. */
    private void stampede(SplittableRandom random) {
        Deque<Long> blocks = new ArrayDeque<>();
        int size = 1 << 14 + random.nextInt(LARGEST_LOG - 11);
        for (long block = heap.tryMalloc(size); block != 0; block = heap.tryMalloc(size)) {
            Pattern.write(block, size, block);
            blocks.add(block);
        }
        pins.lookAndWalk(heap);
        blocks.forEach(heap::free);
        pins.lookAndWalk(heap);
    }

    /** When everything was freed, by threads that are dead: half of the limit fits in one block. */
    private void expectRoom() {
        long half = heap.tryMalloc(limit / 2);
        if (half == 0) {
            violations.add("no block of half the limit when all is free");
        }
        heap.free(half);
    }

    private void judge() {
        heap.flushThreadCache();
        violations.expectClean(heap.audit());
        violations.expectEqual("bytes live at the end", 0, heap.stats().liveBytes());
        pins.expectNone(heap);
    }

    /** What it came to. */
    @Override
    public String toString() {
        return phases + " phases, " + exchanged + " blocks exchanged; at the brim at least " + leastLive
                + " bytes live, " + refusals + " refusals judged and " + served + " served when alone; " + samples
                + " samples of at most " + mostResident + " bytes resident, " + pins;
    }
}
