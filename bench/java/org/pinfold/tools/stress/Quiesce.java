package org.pinfold.tools.stress;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.pinfold.HeapStats;
import org.pinfold.tools.oracle.RetiredPins;
import org.pinfold.tools.oracle.Target;
import org.pinfold.tools.stress.workload.Fixture;
import org.pinfold.tools.stress.workload.Workload;

/**
 * Judges a heap while no thread of the campaign uses it: its figures are those of the model, its books agree, no
 * superslab is retired and still pinned, no misuse has gone unnoticed, and its memory is within bounds that follow from
 * what the workload may have in blocks.
 */
final class Quiesce {
    /** Open superslabs and slabs may be so many times as large as what is live in them. */
    private static final long OPEN_TO_LIVE = 2;
    /** What a thread may have in its caches, of all sizes, and in slabs that it has begun. */
    private static final long BYTES_A_THREAD = 24 << 20;
    private static final long BYTES_OF_ALL = 128 << 20;
    /** The maintenance thread may be inside, with a pin, for so long at most. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Fixture fixture;
    private final Workload workload;
    private final long bound;
    private int count;

    Quiesce(Fixture fixture, Workload workload) {
        this.fixture = fixture;
        this.workload = workload;
        this.bound = OPEN_TO_LIVE * workload.mostLive() + BYTES_A_THREAD * fixture.threads() + BYTES_OF_ALL;
    }

    /** Between two rounds. */
    void judge() {
        count++;
        Target target = fixture.target();
        long twice = fixture.target().unreported();
        if (twice != 0) {
            fixture.violations().add("a second free of 0x" + Long.toHexString(twice) + " was not reported");
        }
        HeapStats stats = target.stats();
        workload.judge(stats);
        fixture.heap().expectModelled(stats, target.audit(), !fixture.kind().addsToBlocks());
        fixture.violations().expectAtMost("bytes committed", bound, stats.committedBytes());
        fixture.violations().expectAtMost("bytes resident", bound, stats.residentBytes().orElse(0));
        expectNoneRetiring(stats.retiring());
    }

    /** After the workload has given everything back, and all of its threads have died. */
    void judgeEnd() {
        Target target = fixture.target();
        target.flushThreadCache();
        judge();
        fixture.violations().expectEqual("live blocks in the model at the end", 0, fixture.heap().liveBlocks());
        fixture.pins().expectNone(target);
        fixture.violations().expectEqual("bytes committed when all is free", 0, target.stats().committedBytes());
    }

    private void expectNoneRetiring(HeapStats.RetiringStats first) {
        HeapStats.RetiringStats now = first;
        long end = System.nanoTime() + PATIENCE;
        while (now.superslabs() != 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
            now = fixture.target().stats().retiring();
        }
        if (now.superslabs() != 0) {
            fixture.violations().add(RetiredPins.WHAT + ": " + now.superslabs() + " at a quiesce, the oldest for "
                    + now.oldestAge());
        }
    }

    /** How often the heap was judged. */
    int count() {
        return count;
    }
}
