package org.pinfold.tools.oracle;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.pinfold.HeapStats;

/**
 * Looks for superslabs that are retired and still pinned: while a stress program runs, when there may be a few, and
 * when it rests, when there must be none.
 *
 * <p>The bound. A superslab is retired by who has claimed all its units; so no slab stands in it, and a pin on it is
 * that of a thread between two steps: about to claim units, which fails; about to drop the pin of a slab whose units it
 * has just returned; or on a walk, for an audit. Each of these is one superslab at a time, and ends with the operation.
 * So there are at most as many as threads inside the heap at once, the maintenance thread among them, and the
 * statistics count those of one moment.
 */
public final class RetiredPins {
    /** Where each violation told here begins. */
    public static final String WHAT = "superslabs retired and still pinned";

    /** More superslabs than the heap keeps open when they are empty: each is retired when the block is freed. */
    private static final long HUGE = 9L * (4 << 20);

    private final int threads;
    private final Consumer<String> violations;
    private final AtomicInteger most = new AtomicInteger();
    private final LongAdder looks = new LongAdder();

    /** For a heap that at most so many threads of the program are inside of at once. */
    public RetiredPins(int threads, Consumer<String> violations) {
        this.threads = threads + 1;
        this.violations = violations;
    }

    /** At any time. */
    public void look(HeapStats stats) {
        int seen = stats.retiring().superslabs();
        looks.increment();
        most.accumulateAndGet(seen, Math::max);
        if (seen > threads) {
            violations.accept(WHAT + ": " + seen + " at once, more than one for each of " + threads + " threads");
        }
    }

    /** At any time: looks, and walks over all superslabs, with a pin on one after the other. */
    public void lookAndWalk(Target heap) {
        look(heap.stats());
        heap.audit().violations().forEach(violations);
    }

    /** For any thread of a program whose heap is not short of memory: retires superslabs while others look at them. */
    public void retireSome(Target heap) {
        heap.free(heap.malloc(HUGE));
    }

    /** When no other thread is inside the heap. */
    public void expectNone(Target heap) {
        heap.trim();
        HeapStats.RetiringStats retiring = heap.stats().retiring();
        if (retiring.superslabs() != 0) {
            violations.accept(WHAT + ": " + retiring.superslabs() + " with no thread inside the heap, the oldest for "
                    + retiring.oldestAge());
        }
    }

    /** For the last line of a program. */
    @Override
    public String toString() {
        return "at most " + most + " " + WHAT + " in " + looks + " looks";
    }
}
