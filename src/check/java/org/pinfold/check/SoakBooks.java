package org.pinfold.check;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Who holds which block in a soak, and the counts. A block is noted after the subject has handed it out and struck
 * before it is freed: one that comes while it is noted was handed out twice.
 */
final class SoakBooks<B> {
    private static final int TOLD = 10;

    private final Subject<B> subject;
    private final Promises promises;
    private final int capacity;
    private final Map<Object, Stamp> holders = new ConcurrentHashMap<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicLong held = new AtomicLong();
    private final LongAdder allocated = new LongAdder();
    private final LongAdder freed = new LongAdder();
    private final LongAdder remote = new LongAdder();
    private final LongAdder refused = new LongAdder();

    SoakBooks(Subject<B> subject, Promises promises, int capacity) {
        this.subject = subject;
        this.promises = promises;
        this.capacity = capacity;
    }

    /** Allocates a block and stamps it; null if the subject refuses, as it may. */
    Holding<B> allocate(int size, Stamp stamp) {
        B block = subject.allocate(size);
        if (block == null) {
            refused.increment();
            if (promises.capacity() == Capacity.UNBOUNDED) {
                violation("REFUSED: " + stamp + " got no block of " + size + " bytes with " + held() + " held");
            }
            return null;
        }
        allocated.increment();
        Stamp holder = holders.putIfAbsent(subject.identity(block), stamp);
        if (holder != null) {
            violation("HANDED OUT TWICE: " + name(block) + " to " + stamp + ", while " + holder + " has it");
            return null;
        }
        // Counted after a block has come and until it goes, so there are never fewer than this.
        long now = held.incrementAndGet();
        if (promises.capacity() != Capacity.UNBOUNDED && now > capacity) {
            violation("CAPACITY: " + now + " blocks are held of " + capacity);
        }
        return new Holding<>(block, size, stamp).write(subject);
    }

    /** Checks the content of a block and frees it. */
    void free(Holding<B> holding, int thread) {
        check(holding);
        held.decrementAndGet();
        holders.remove(subject.identity(holding.block()));
        freed.increment();
        if (holding.stamp().owner() != thread) {
            remote.increment();
        }
        if (!subject.free(holding.block())) {
            violation("REFUSED the free, by thread " + thread + ", of " + name(holding.block())
                    + ", which is held since " + holding.stamp() + " got it");
        }
    }

    /** Checks the content of a block that is held. */
    void check(Holding<B> holding) {
        String wrong = holding.wrong(subject);
        if (wrong != null) {
            violation("OVERWRITTEN: " + name(holding.block()) + " of " + holding.stamp() + ": " + wrong);
        }
    }

    private String name(B block) {
        Object identity = subject.identity(block);
        return "block " + (identity instanceof Long ? "0x" + Long.toHexString((Long) identity) : identity);
    }

    void violation(String what) {
        if (violations.size() < TOLD) {
            violations.add(what);
        }
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    boolean sound() {
        return violations.isEmpty();
    }

    long allocated() {
        return allocated.sum();
    }

    long freed() {
        return freed.sum();
    }

    long remote() {
        return remote.sum();
    }

    long refused() {
        return refused.sum();
    }

    /** How many are held at least, while threads run. */
    long held() {
        return held.get();
    }

    /** Held, when nothing runs. */
    long live() {
        return allocated() - freed();
    }
}
