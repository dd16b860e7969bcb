package org.pinfold.soak;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.pinfold.Heap;

/**
 * Threads exchange blocks in a heap that is full, phase after phase, each with a {@link Mix} of sizes of its own.
 *
 * <p>A phase begins with one thread that allocates until the heap refuses: so much fits, with all that is lost to
 * rounding. It frees some and has to get some again. In every other phase it then gives back as much of each size as
 * the other threads may keep from it in their hot magazines. From there on {@value #THREADS} threads free blocks and
 * allocate others in their places. Where something was given back none of them may ever be refused; where not, the
 * heap is full to the brim, and a {@link Brim} judges each refusal. In the end all of them free everything and, without
 * waiting for each other, allocate until the heap refuses; so superslabs are given back and opened at the limit at the
 * same time.
 *
 * <p>Meanwhile another thread looks how many of the reservation's pages are resident, and the others look for
 * {@link RetiredPins}. Walks, which keep superslabs from going back, are made where a refusal is none of the heap's
 * promises.
 */
final class LimitChurn {
    /** What goes wrong, to see it noticed. */
    enum Fault {
        NONE, GIVES_NOTHING_BACK, HAS_A_LOWER_LIMIT, KEEPS_A_BLOCK
    }

    private static final int THREADS = 4;
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

    private final long limit;
    private final long seed;
    private final Fault fault;
    private final Heap heap;
    private final Violations violations = new Violations();
    private final RetiredPins pins = new RetiredPins(THREADS, violations::add);
    private final long base;
    private final long reserved;
    private long exchanged;
    private long refusals;
    private long served;
    private long mostResident;
    private long leastLive = Long.MAX_VALUE;
    private int samples;
    private int phases;

    LimitChurn(long limit, long seed, Fault fault) {
        this.limit = limit;
        this.seed = seed;
        this.fault = fault;
        this.heap = Heap.builder().limit(limit).purgeDelay(Duration.ofMillis(1)).build();
        long first = heap.malloc(1);
        this.base = first & -SUPERSLAB;
        this.reserved = heap.stats().reservedBytes();
        heap.free(first);
    }

    Violations run(long seconds) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        Thread sampler = Thread.ofPlatform().start(() -> violations.guard(() -> sampleUntil(over)));
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        do {
            phase(new SplittableRandom(seed + phases++));
        } while (violations.none() && (phases < KINDS_OF_PHASES || System.nanoTime() < end));
        over.set(true);
        sampler.join();
        violations.guard(this::judge);
        heap.close();
        return violations;
    }

    private void sampleUntil(AtomicBoolean over) {
        long bound = fault == Fault.HAS_A_LOWER_LIMIT ? limit / 2 : limit;
        try (ResidentPages pages = new ResidentPages()) {
            do {
                long resident = pages.inBoth(base, reserved);
                samples++;
                mostResident = Math.max(mostResident, resident);
                violations.expectAtMost("bytes resident", bound, resident);
            } while (!over.get() && violations.none());
        }
    }

    private void phase(SplittableRandom random) throws InterruptedException {
        boolean full = phases % KINDS_OF_PHASES == 0;
        Brim brim = new Brim(heap, violations, THREADS, !full);
        Mix mix = new Mix(heap, violations, sizes(random, full), limit, brim);
        violations.guard(() -> {
            mix.fill();
            if (full) {
                mix.judgeFull();
            }
            mix.expectAllocationAfterFree();
            mix.giveBack(full || fault == Fault.GIVES_NOTHING_BACK ? 0 : THREADS - 1);
            heap.flushThreadCache();
        });
        if (full) {
            leastLive = Math.min(leastLive, mix.liveBytes());
        }
        inParallel(random, own -> {
            mix.exchange(own, STRETCHES);
            pins.look(heap.stats());
        });
        exchanged += mix.allocated();
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

    private void inParallel(SplittableRandom random, Consumer<SplittableRandom> work) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom own = random.split();
            threads.add(Thread.ofPlatform().start(() -> violations.guard(() -> work.accept(own))));
        }
        for (Thread thread : threads) {
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

    /** Arguments: limit in bytes, seconds, seed. */
    public static void main(String[] args) throws InterruptedException {
        LimitChurn churn = new LimitChurn(Long.parseLong(args[0]), Long.parseLong(args[2]), Fault.NONE);
        churn.run(Long.parseLong(args[1])).report();
        System.out.println(SoakVm.DONE + Arrays.toString(args) + ", " + churn.phases + " phases, "
                + churn.exchanged + " blocks exchanged; at the brim at least " + churn.leastLive
                + " bytes live, " + churn.refusals + " refusals judged and " + churn.served + " served when alone; "
                + churn.samples + " samples of at most " + churn.mostResident + " bytes resident, " + churn.pins);
    }
}
