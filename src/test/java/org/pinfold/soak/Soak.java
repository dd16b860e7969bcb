package org.pinfold.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.pinfold.Frees;
import org.pinfold.Heap;
import org.pinfold.HeapStats;
import org.pinfold.tools.oracle.CheckedHeap;
import org.pinfold.tools.oracle.RetiredPins;
import org.pinfold.tools.oracle.Target;
import org.pinfold.tools.oracle.Violations;

/**
 * Threads that allocate blocks of 16 bytes to 64 KiB and free them, half of them from other threads, with every block
 * stamped by its owner and checked at its free.
 *
 * <p>Run by a test for a number of rounds, and by {@link #main} in a VM of its own, where the classes may be mutants.
 * After each round, at quiesce: nothing is live, the audit is clean, and what the system says is resident stays below
 * a bound that follows from the live set. Meanwhile the threads look for {@link RetiredPins}.
 */
public final class Soak {
    private static final int SLOTS = 192;
    private static final int LARGEST_LOG = 16;
    /** One operation in so many looks at the whole heap. */
    private static final int LOOK_EVERY = 1_000;

    private final int threads;
    private final long operations;
    private final long seed;
    private final Target heap;
    private final Violations violations = new Violations();
    private final CheckedHeap blocks;
    private final List<Queue<Stamped>> inboxes = new ArrayList<>();
    private final RetiredPins pins;
    private final AtomicLong remote = new AtomicLong();
    private long resident;
    private long purged;

    /** A block on its way to another thread. */
    record Stamped(long address, int size, long stamp) {
    }

    /** Prepares a soak of a heap of its own. */
    public Soak(Frees frees, int threads, long operations, long seed) {
        this.threads = threads;
        this.operations = operations;
        this.seed = seed;
        this.heap = Target.of(
                Heap.builder().limit(1L << 30).purgeDelay(Duration.ofMillis(1)).frees(frees).build());
        this.blocks = new CheckedHeap(heap, violations);
        this.pins = new RetiredPins(threads, violations::add);
        for (int thread = 0; thread < threads; thread++) {
            inboxes.add(new ConcurrentLinkedQueue<>());
        }
    }

    /** What a soak came to. */
    public record Outcome(long checked, long remote, long residentBytes, long purgedBytes, String pins,
            Violations violations) {
    }

    /** Runs one round and judges it at quiesce. */
    public Outcome round(int round) throws InterruptedException {
        List<Thread> running = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int number = thread;
            SplittableRandom random = new SplittableRandom(seed + 1_000L * round + thread);
            running.add(Thread.ofPlatform().start(() -> violations.guard(() -> work(number, random))));
        }
        for (Thread thread : running) {
            thread.join();
        }
        violations.guard(() -> inboxes.forEach(this::drain));
        violations.guard(this::judge);
        return new Outcome(blocks.freed(), remote.get(), resident, purged, pins.toString(), violations);
    }

    /** Ends the heap. */
    public void close() {
        heap.close();
    }

    private void work(int number, SplittableRandom random) {
        Stamped[] slots = new Stamped[SLOTS];
        for (long operation = 0; operation < operations && violations.none(); operation++) {
            int slot = random.nextInt(SLOTS);
            if (slots[slot] != null) {
                dispose(slots[slot], random);
            }
            slots[slot] = allocate(number, operation, random);
            drain(inboxes.get(number));
            if (operation % LOOK_EVERY == LOOK_EVERY / 2) {
                pins.retireSome(heap);
                pins.lookAndWalk(heap);
            }
        }
        for (Stamped block : slots) {
            if (block != null) {
                dispose(block, random);
            }
        }
    }

    private Stamped allocate(int number, long operation, SplittableRandom random) {
        int log = 4 + random.nextInt(LARGEST_LOG - 3);
        int size = Math.min((1 << log) + random.nextInt(1 << log), 1 << LARGEST_LOG);
        long stamp = (long) number << 56 ^ operation << 20 ^ size;
        return new Stamped(blocks.malloc(size, stamp), size, stamp);
    }

    private void dispose(Stamped block, SplittableRandom random) {
        if (random.nextBoolean()) {
            free(block);
        } else {
            remote.incrementAndGet();
            inboxes.get(random.nextInt(threads)).add(block);
        }
    }

    private void drain(Queue<Stamped> inbox) {
        for (Stamped block = inbox.poll(); block != null; block = inbox.poll()) {
            free(block);
        }
    }

    private void free(Stamped block) {
        blocks.freeSized(block.address(), block.size(), block.stamp());
    }

    private void judge() {
        heap.flushThreadCache();
        HeapStats stats = heap.stats();
        blocks.expectModelled(stats, heap.audit());
        violations.expectEqual("live blocks in the model at the end", 0, blocks.liveBlocks());
        resident = stats.residentBytes().orElse(0);
        purged = stats.purgedBytes();
        long bound = 4L * threads * SLOTS * meanSize();
        violations.expectAtMost("bytes resident", bound, resident);
        pins.expectNone(heap);
    }

    /** The mean of the sizes that {@link #allocate} chooses. */
    private static long meanSize() {
        return 3L * (1 << LARGEST_LOG) / (LARGEST_LOG - 3);
    }

    /** Arguments: frees, threads, operations a thread and round, rounds or seconds with an s, seed. */
    public static void main(String[] args) throws InterruptedException {
        Soak soak = new Soak(Frees.valueOf(args[0]), Integer.parseInt(args[1]), Long.parseLong(args[2]),
                Long.parseLong(args[4]));
        boolean timed = args[3].endsWith("s");
        long bound = Long.parseLong(timed ? args[3].substring(0, args[3].length() - 1) : args[3]);
        long end = System.nanoTime() + bound * 1_000_000_000L;
        Outcome outcome = null;
        for (int round = 0; timed ? System.nanoTime() < end : round < bound; round++) {
            outcome = soak.round(round);
            System.out.println("round " + round + ": " + outcome.checked() + " blocks checked, " + outcome.remote()
                    + " freed by another thread, " + outcome.residentBytes() + " bytes resident, "
                    + outcome.purgedBytes() + " bytes purged, " + outcome.pins());
            outcome.violations().report();
        }
    }
}
