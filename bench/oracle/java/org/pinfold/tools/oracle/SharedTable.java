package org.pinfold.tools.oracle;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.pinfold.SharedBlock;

/**
 * Shared blocks in a table of {@value #PLACES} places, which threads read and replace. Who replaces a block frees it,
 * whoever reads it; the memory is a later block's as soon as the last reader has left.
 *
 * <p>What a reader sees is what the block's owner wrote, when it comes and again when it leaves, which may be many
 * operations later, after the free, and on another thread. When nobody reads, the live blocks are those in the table.
 */
public final class SharedTable {
    /** What one thread does wrong, to see it noticed. */
    public enum Fault {
        NONE, KEEPS_A_PIN, FREES_BY_ADDRESS, WRITES_AFTER_THE_PIN, FREES_TWICE
    }

    /** The most bytes of a block. */
    public static final int LARGE = 100_000;
    /** How many blocks there are at most that were not freed. */
    public static final int PLACES = 12;
    /** How many pins a thread keeps for later. */
    public static final int HELD = 5;
    private static final int ONE_LARGE_IN = 64;
    private static final int LEAST_LOG = 4;
    private static final int OCTAVES = 8;

    private final Target heap;
    private final CheckedHeap model;
    private final Violations violations;
    private final AtomicReferenceArray<Written> table = new AtomicReferenceArray<>(PLACES);
    /** Pins on their way to another thread. */
    private final Queue<Written> handedOn = new ConcurrentLinkedQueue<>();
    private final LongAdder checked = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private final LongAdder late = new LongAdder();

    /** A block and what is in it. */
    private record Written(SharedBlock block, long stamp, long usable) {
        long address() {
            return block.segment().address();
        }

        long size() {
            return block.byteSize();
        }
    }

    /** An empty table of blocks of this heap, the model of which is told of them. */
    public SharedTable(Target heap, CheckedHeap model, Violations violations) {
        this.heap = heap;
        this.model = model;
        this.violations = violations;
    }

    /** For one of several threads, as long as it goes on. It leaves without a pin; so does the last that leaves. */
    public void work(SplittableRandom random, BooleanSupplier goesOn) {
        ArrayDeque<Written> held = new ArrayDeque<>();
        Written lastLeft = null;
        while (goesOn.getAsBoolean()) {
            int place = random.nextInt(PLACES);
            switch (random.nextInt(8)) {
                case 0, 1 -> replace(place, make(random));
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
        for (Written left = handedOn.poll(); left != null; left = handedOn.poll()) {
            leave(left);
        }
    }

    private Written make(SplittableRandom random) {
        int octave = Math.min(random.nextInt(OCTAVES), random.nextInt(OCTAVES));
        long size = random.nextInt(ONE_LARGE_IN) == 0 ? LARGE : random.nextInt(1, 2 << LEAST_LOG + octave);
        return make(size, random.nextLong());
    }

    private Written make(long size, long stamp) {
        SharedBlock block = heap.allocateShared(size, 1);
        try (SharedBlock.Pin pin = block.pin()) {
            long address = pin.segment().address();
            Pattern.write(address, size, stamp);
            return new Written(block, stamp, heap.usableSize(address));
        }
    }

    /** The new block is there before the old one goes, or is freed by another thread at once. */
    private void replace(int place, Written made) {
        if (made != null) {
            model.entered(made.usable());
        }
        Written old = table.getAndSet(place, made);
        if (old != null) {
            model.left(old.usable());
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

    /** When no thread works: frees what is in the table. */
    public void clear() {
        for (int place = 0; place < PLACES; place++) {
            replace(place, null);
        }
    }

    /** How many visits there were. */
    public long checked() {
        return checked.sum();
    }

    /** How many of those who came were refused, since the block was freed. */
    public long refusals() {
        return refusals.sum();
    }

    /** How many readers left after the free. */
    public long late() {
        return late.sum();
    }

    /** What it came to. */
    @Override
    public String toString() {
        return late + " readers left after the free, " + refusals + " came after it, " + checked + " blocks checked";
    }

    /** Does this, in a table that nobody else uses. Of what a thread has freed it gets the last block first. */
    public void misbehave(Fault fault, SplittableRandom random) {
        Written victim = make(random);
        victim.block().tryPin();
        switch (fault) {
            case KEEPS_A_PIN -> victim.block().free();
            case FREES_BY_ADDRESS -> {
                heap.free(victim.address());
                Pattern.write(heap.malloc(victim.size()), victim.size(), victim.stamp() + 1);
                check(victim);
            }
            case WRITES_AFTER_THE_PIN -> {
                long address = victim.address();
                victim.block().unpin();
                victim.block().free();
                Written next = make(victim.size(), victim.stamp());
                next.block().tryPin();
                Pattern.write(address, victim.size(), victim.stamp() + 1);
                leave(next);
            }
            case FREES_TWICE -> {
                victim.block().free();
                victim.block().free();
            }
            default -> {
                victim.block().unpin();
                victim.block().free();
            }
        }
    }
}
