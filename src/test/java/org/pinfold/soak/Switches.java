package org.pinfold.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.pinfold.ExperimentalHeaps;
import org.pinfold.Heap;
import org.pinfold.heap.Experiments;
import org.pinfold.tools.oracle.Target;
import org.pinfold.tools.oracle.Violations;

/**
 * A heap with its experiments switched: {@value #THREADS} threads, one of them virtual, allocate stamped blocks and
 * free those of each other, large ones among them.
 *
 * <p>In the end nothing is live, the audit is clean, all memory has gone back if slabs pin and none if they do not, and
 * the counter audit, if it is on, has looked often and found nothing.
 */
final class Switches {
    private static final int THREADS = 3;
    private static final long LIMIT = 128 << 20;
    /** How many blocks a thread allocates before it frees as many. */
    private static final int WAVE = 500;
    private static final int LARGE = 300_000;
    private static final int ONE_LARGE_IN = 256;

    private final Experiments experiments;
    private final int operations;
    private final long seed;
    private final Heap heap;
    private final Violations violations = new Violations();
    private final StampedHeap stamped;
    private final Queue<Block> shared = new ConcurrentLinkedQueue<>();

    /** A block that waits for some thread to free it. */
    private record Block(long address, long stamp) {
    }

    Switches(Experiments experiments, Heap.Builder options, int operations, long seed) {
        this.experiments = experiments;
        this.operations = operations;
        this.seed = seed;
        this.heap = ExperimentalHeaps.with(experiments, options.limit(LIMIT).purgeDelay(Duration.ofMillis(1)));
        this.stamped = new StampedHeap(Target.of(heap), violations);
    }

    /** Every combination of the switches. */
    static List<Experiments> all() {
        return IntStream.range(0, 16)
                .mapToObj(bits -> new Experiments((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0))
                .toList();
    }

    long checked() {
        return stamped.checked();
    }

    /** Runs the threads and judges what they leave. */
    Violations run() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < THREADS; number++) {
            SplittableRandom random = new SplittableRandom(seed + number);
            Thread.Builder kind = number == 0 ? Thread.ofVirtual() : Thread.ofPlatform();
            threads.add(kind.start(() -> violations.guard(() -> work(random))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        violations.guard(this::judge);
        heap.close();
        return violations;
    }

    /** In waves, so that slabs fill up and empty again; and whatever is empty goes back now and then. */
    private void work(SplittableRandom random) {
        for (int i = 0; i < operations && violations.none(); i++) {
            if (random.nextInt(ONE_LARGE_IN) == 0) {
                heap.free(heap.malloc(LARGE + random.nextInt(LARGE)));
                heap.trim();
            }
            if (i / WAVE % 2 == 0) {
                long stamp = random.nextLong();
                shared.add(new Block(stamped.malloc(stamp), stamp));
            } else {
                freeOneOfAnyThread();
            }
        }
        heap.flushThreadCache();
    }

    private boolean freeOneOfAnyThread() {
        Block block = shared.poll();
        if (block != null) {
            stamped.free(block.address(), block.stamp());
        }
        return block != null;
    }

    private void judge() {
        stamped.expectModelled(heap.stats(), heap.audit());
        while (freeOneOfAnyThread()) {
            violations.expectEqual("live blocks", stamped.liveBlocks(), shared.size());
        }
        long most = heap.stats().committedBytes();
        heap.trim();
        stamped.expectModelled(heap.stats(), heap.audit());
        violations.expectEqual("live blocks", 0, heap.audit().liveBlocks());
        violations.expectEqual("bytes committed in the end, " + most + " before", experiments.pins() ? 0 : most,
                heap.stats().committedBytes());
        Experiments.Counts counts = ExperimentalHeaps.counterAudit(heap);
        violations.expectEqual("mismatches", 0, counts.mismatches());
        violations.expectEqual("slabs in quarantine", 0, counts.quarantined());
        if (experiments.counterAudit() != counts.audits() > 0) {
            violations.add(counts.audits() + " counter audits with " + experiments);
        }
    }

    /** Arguments: operations a thread, seed. */
    public static void main(String[] args) throws InterruptedException {
        int operations = Integer.parseInt(args[0]);
        long seed = Long.parseLong(args[1]);
        long checked = 0;
        for (Experiments experiments : all()) {
            Switches switches = new Switches(experiments, Heap.builder(), operations, seed);
            switches.run().report();
            checked += switches.checked();
        }
        System.out.println(Violations.DONE + checked + " blocks checked");
    }
}
