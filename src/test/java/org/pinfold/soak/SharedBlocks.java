package org.pinfold.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.pinfold.Heap;
import org.pinfold.tools.oracle.CheckedHeap;
import org.pinfold.tools.oracle.SharedTable;
import org.pinfold.tools.oracle.Target;
import org.pinfold.tools.oracle.Violations;

/** A {@link SharedTable} that {@value #THREADS} threads use, round after round; after each it is all there is. */
final class SharedBlocks {
    private static final int THREADS = 6;
    private static final long LIMIT = 64 << 20;
    private static final int ROUNDS = 4;

    private final int operations;
    private final long seed;
    private final SharedTable.Fault fault;
    private final Violations violations = new Violations();
    private final Target heap = Target.of(Heap.builder().limit(LIMIT).build());
    private final CheckedHeap model = new CheckedHeap(heap, violations);
    private final SharedTable table = new SharedTable(heap, model, violations);

    SharedBlocks(int operations, long seed, SharedTable.Fault fault) {
        this.operations = operations;
        this.seed = seed;
        this.fault = fault;
    }

    Violations run() throws InterruptedException {
        for (int round = 0; round < ROUNDS && violations.none(); round++) {
            List<Thread> threads = new ArrayList<>();
            for (int number = 0; number < THREADS; number++) {
                SplittableRandom random = new SplittableRandom(seed + (long) round * THREADS + number);
                boolean faulty = number == 0 && fault != SharedTable.Fault.NONE;
                threads.add(Thread.ofPlatform().start(() -> violations.guard(() -> work(random, faulty))));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            violations.guard(this::expectModelled);
        }
        violations.guard(this::end);
        heap.close();
        return violations;
    }

    private void work(SplittableRandom random, boolean faulty) {
        if (faulty) {
            table.misbehave(fault, random);
        }
        AtomicInteger left = new AtomicInteger(operations / ROUNDS / THREADS);
        table.work(random, () -> left.getAndDecrement() > 0 && violations.none());
        heap.flushThreadCache();
    }

    private void expectModelled() {
        heap.flushThreadCache();
        model.expectModelled(heap.stats(), heap.audit());
    }

    private void end() {
        table.clear();
        expectModelled();
        violations.expectEqual("live blocks in the end", 0, model.liveBlocks());
        heap.trim();
        violations.expectEqual("bytes committed when all is free", 0, heap.stats().committedBytes());
        if (fault == SharedTable.Fault.NONE && (table.late() == 0 || table.refusals() == 0)) {
            violations.add("no reader was late: this run shows nothing");
        }
    }

    /** Arguments: operations, seed. */
    public static void main(String[] args) throws InterruptedException {
        SharedBlocks blocks = new SharedBlocks(Integer.parseInt(args[0]), Long.parseLong(args[1]),
                SharedTable.Fault.NONE);
        blocks.run().report();
        System.out.println(Violations.DONE + Arrays.toString(args) + ", " + blocks.table);
    }
}
