package org.pinfold.tools.oracle;

import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a full heap was right to refuse a block: it may only if there is no block of that size outside of hot
 * magazines and no empty unit.
 *
 * <p>Both change while threads run, so whoever was refused asks again when he is alone. A block that he gets then may
 * have become free in between, and is only counted; a second refusal is held against the heap's own figures.
 */
public final class Brim {
    private static final Pattern EMPTY_UNITS = Pattern.compile("in empty units (\\d+) bytes");

    private final Target heap;
    private final Violations violations;
    private final int threads;
    private final boolean strict;
    private final ReadWriteLock together = new ReentrantReadWriteLock(true);
    private final LongAdder refusals = new LongAdder();
    private final LongAdder served = new LongAdder();

    /**
     * A judge of a heap that so many threads use, each with a hot magazine of every size.
     *
     * @param strict whether every refusal is wrong, however full the heap is
     */
    public Brim(Target heap, Violations violations, int threads, boolean strict) {
        this.strict = strict;
        this.heap = heap;
        this.violations = violations;
        this.threads = threads;
    }

    /** Does work that may use the heap; not within such work. */
    void among(Runnable work) {
        within(together.readLock(), work);
    }

    /** Judges the refusal of a block of this size; {@code again} asks for one once more. Not within work. */
    public void judge(int size, BooleanSupplier again) {
        if (strict) {
            violations.add("no block of " + size + " bytes where there was one before");
            return;
        }
        within(together.writeLock(), () -> {
            refusals.increment();
            if (again.getAsBoolean()) {
                served.increment();
            } else {
                expectNoneLeft(size);
            }
        });
    }

    private static void within(Lock lock, Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private void expectNoneLeft(int size) {
        heap.stats().classes().stream().filter(each -> each.blockBytes() == size).forEach(each -> {
            violations.expectEqual("free blocks of " + size + " bytes when one was refused", 0, each.freeBlocks());
            violations.expectAtMost("bytes in caches when " + size + " were refused",
                    threads * Mix.hotBytes(size), each.cachedBytes());
        });
        violations.expectEqual("bytes in empty units when " + size + " were refused", 0, emptyUnits(size));
    }

    private long emptyUnits(int size) {
        try {
            heap.free(heap.malloc(size));
        } catch (OutOfMemoryError e) {
            Matcher told = EMPTY_UNITS.matcher(e.getMessage());
            return told.find() ? Long.parseLong(told.group(1)) : -1;
        }
        return -1;
    }

    /** How many refusals were judged. */
    public long refusals() {
        return refusals.sum();
    }

    /** Of the refusals, those of a block that came when it was asked for again. */
    public long served() {
        return served.sum();
    }
}
