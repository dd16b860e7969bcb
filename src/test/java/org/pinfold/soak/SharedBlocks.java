package org.pinfold.soak;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.pinfold.Heap;
import org.pinfold.SharedBlock;
import org.pinfold.tools.oracle.Pattern;
import org.pinfold.tools.oracle.Violations;

/**
 * Shared blocks in a table of {@value #PLACES} places, which {@value #THREADS} threads read and replace. Who replaces a
 * block frees it, whoever reads it; the memory is a later block's as soon as the last reader has left.
 *
 * <p>What a reader sees is what the block's owner wrote, when it comes and again when it leaves, which may be many
 * operations later, after the free, and on another thread. At the end of each round the live blocks are those in the
 * table, in the end none, and the audit is clean.
 */
final class SharedBlocks {
    /** What one thread does wrong, to see it noticed. */
    enum Fault {
        NONE, KEEPS_A_PIN, FREES_BY_ADDRESS, WRITES_AFTER_THE_PIN, FREES_TWICE
    }

    private static final int THREADS = 6;
    private static final int PLACES = 12;
    private static final long LIMIT = 64 << 20;
    private static final int ROUNDS = 4;
    /** How many pins a thread keeps for later. */
    private static final int HELD = 5;
    private static final int ONE_LARGE_IN = 64;
    private static final int LARGE = 100_000;

    private final int operations;
    private final long seed;
    private final Fault fault;
    private final Violations violations = new Violations();
    private final Heap heap = Heap.builder().limit(LIMIT).build();
    private final AtomicReferenceArray<Written> table = new AtomicReferenceArray<>(PLACES);
    /** Pins on their way to another thread. */
    private final Queue<Written> handedOn = new ConcurrentLinkedQueue<>();
    private final LongAdder checked = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private final LongAdder late = new LongAdder();

    /** A block and what is in it. */
    private record Written(SharedBlock block, long stamp) {
        int size() {
            return sizeOf(stamp);
        }

        long address() {
            return block.segment().address();
        }
    }

    SharedBlocks(int operations, long seed, Fault fault) {
        this.operations = operations;
        this.seed = seed;
        this.fault = fault;
    }

    private static int sizeOf(long stamp) {
        return stamp % ONE_LARGE_IN == 0 ? LARGE : StampedHeap.size(stamp);
    }

    Violations run() throws InterruptedException {
        for (int round = 0; round < ROUNDS && violations.none(); round++) {
            List<Thread> threads = new ArrayList<>();
            for (int number = 0; number < THREADS; number++) {
                SplittableRandom random = new SplittableRandom(seed + (long) round * THREADS + number);
                boolean faulty = number == 0 && fault != Fault.NONE;
                threads.add(Thread.ofPlatform().start(() -> violations.guard(() -> work(random, faulty))));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            violations.guard(this::expectOnlyTheTable);
        }
        violations.guard(this::end);
        heap.close();
        return violations;
    }

    private void work(SplittableRandom random, boolean faulty) {
        ArrayDeque<Written> held = new ArrayDeque<>();
        Written lastLeft = null;
        for (int i = 0; i < operations / ROUNDS / THREADS && violations.none(); i++) {
            if (faulty && i == 0) {
                misbehave(random.nextLong());
            }
            int place = random.nextInt(PLACES);
            switch (random.nextInt(8)) {
                case 0, 1 -> replace(place, make(random.nextLong()));
                case 2 -> handOn(held);
                case 3 -> read(lastLeft, held);
                default -> read(table.get(place), held);
            }
            if (held.size() > random.nextInt(HELD)) {
                lastLeft = held.poll();
                leave(lastLeft);
            }
        }
        held.forEach(this::leave);
        heap.flushThreadCache();
    }

    private Written make(long stamp) {
        Written made = new Written(heap.allocateShared(sizeOf(stamp), 1), stamp);
        try (SharedBlock.Pin pin = made.block().pin()) {
            Pattern.write(pin.segment().address(), made.size(), stamp);
        }
        return made;
    }

    /** The new block is there before the old one goes, or is freed by another thread at once. */
    private void replace(int place, Written made) {
        Written old = table.getAndSet(place, made);
        if (old != null) {
            old.block().free();
        }
    }

    private void read(Written found, ArrayDeque<Written> held) {
        if (found == null) {
            return;
        }
        if (found.block().tryPin()) {
            check(found);
            held.add(found);
        } else {
            refusals.increment();
            if (!found.block().isFreed()) {
                violations.add("a pin refused by " + found.block());
            }
        }
    }

    private void handOn(ArrayDeque<Written> held) {
        Written own = held.poll();
        Written another = handedOn.poll();
        if (own != null) {
            handedOn.add(own);
        }
        if (another != null) {
            leave(another);
        }
    }

    private void leave(Written pinned) {
        check(pinned);
        if (pinned.block().isFreed()) {
            late.increment();
        }
        pinned.block().unpin();
    }

    /** For whoever has it pinned. */
    private void check(Written pinned) {
        long wrong = Pattern.firstWrong(pinned.address(), pinned.size(), pinned.stamp());
        if (wrong >= 0) {
            violations.add("byte " + wrong + " changed under a pin: " + pinned.block());
        }
        checked.increment();
    }

    /** When no thread works: nobody holds a pin but those that were handed on to nobody. */
    private void expectOnlyTheTable() {
        for (Written left = handedOn.poll(); left != null; left = handedOn.poll()) {
            leave(left);
        }
        long there = 0;
        for (int place = 0; place < PLACES; place++) {
            there += table.get(place) == null ? 0 : 1;
        }
        heap.flushThreadCache();
        violations.expectClean(heap.audit());
        violations.expectEqual("live blocks", there, heap.audit().liveBlocks());
    }

    private void end() {
        for (int place = 0; place < PLACES; place++) {
            replace(place, null);
        }
        expectOnlyTheTable();
        heap.trim();
        violations.expectEqual("bytes committed when all is free", 0, heap.stats().committedBytes());
        if (fault == Fault.NONE && (late.sum() == 0 || refusals.sum() == 0)) {
            violations.add("no reader was late: this run shows nothing");
        }
    }

    /** Of what a thread has freed it gets the last block first. */
    private void misbehave(long stamp) {
        Written victim = make(stamp);
        victim.block().tryPin();
        switch (fault) {
            case KEEPS_A_PIN -> victim.block().free();
            case FREES_BY_ADDRESS -> {
                heap.free(victim.address());
                Pattern.write(heap.malloc(victim.size()), victim.size(), stamp + 1);
                check(victim);
            }
            case WRITES_AFTER_THE_PIN -> {
                long address = victim.address();
                victim.block().unpin();
                victim.block().free();
                Written next = make(stamp);
                next.block().tryPin();
                Pattern.write(address, victim.size(), stamp + 1);
                leave(next);
            }
            default -> {
                victim.block().free();
                victim.block().free();
            }
        }
    }

    /** Arguments: operations, seed. */
    public static void main(String[] args) throws InterruptedException {
        SharedBlocks blocks = new SharedBlocks(Integer.parseInt(args[0]), Long.parseLong(args[1]), Fault.NONE);
        blocks.run().report();
        System.out.println(Violations.DONE + Arrays.toString(args) + ", " + blocks.late
                + " readers left after the free, " + blocks.refusals + " came after it, " + blocks.checked
                + " blocks checked");
    }
}
