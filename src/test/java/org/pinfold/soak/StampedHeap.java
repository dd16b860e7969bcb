package org.pinfold.soak;

import java.util.SplittableRandom;
import org.pinfold.AuditReport;
import org.pinfold.HeapStats;
import org.pinfold.tools.oracle.CheckedHeap;
import org.pinfold.tools.oracle.Target;
import org.pinfold.tools.oracle.Violations;

/** A checked heap in which a block's size follows from its stamp: 16 to 4096 bytes, small ones more often. */
final class StampedHeap {
    private static final int SMALLEST_LOG = 4;
    private static final int OCTAVES = 8;

    private final CheckedHeap heap;

    StampedHeap(Target heap, Violations violations) {
        this.heap = new CheckedHeap(heap, violations);
    }

    static int size(long stamp) {
        SplittableRandom random = new SplittableRandom(stamp);
        int octave = Math.min(random.nextInt(OCTAVES), Math.min(random.nextInt(OCTAVES), random.nextInt(OCTAVES)));
        int least = 1 << SMALLEST_LOG + octave;
        return least + random.nextInt(least + 1);
    }

    long malloc(long stamp) {
        return heap.malloc(size(stamp), stamp);
    }

    void free(long address, long stamp) {
        heap.freeSized(address, size(stamp), stamp);
    }

    long checked() {
        return heap.freed();
    }

    long liveBlocks() {
        return heap.liveBlocks();
    }

    void expectModelled(HeapStats stats, AuditReport audit) {
        heap.expectModelled(stats, audit);
    }
}
