package org.pinfold.soak;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import org.pinfold.AuditReport;
import org.pinfold.Heap;
import org.pinfold.HeapStats;

/**
 * A heap whose blocks are stamped when they are allocated and checked when they are freed, with a model of how much is
 * live. A stamp belongs to one block; the block's size follows from it: 16 to 4096 bytes, small ones more often.
 */
final class StampedHeap {
    private static final int SMALLEST_LOG = 4;
    private static final int OCTAVES = 8;

    private final Heap heap;
    private final Violations violations;
    private final LongAdder liveBlocks = new LongAdder();
    private final LongAdder liveBytes = new LongAdder();
    private final LongAdder checked = new LongAdder();

    StampedHeap(Heap heap, Violations violations) {
        this.heap = heap;
        this.violations = violations;
    }

    static int size(long stamp) {
        SplittableRandom random = new SplittableRandom(stamp);
        int octave = Math.min(random.nextInt(OCTAVES), Math.min(random.nextInt(OCTAVES), random.nextInt(OCTAVES)));
        int least = 1 << SMALLEST_LOG + octave;
        return least + random.nextInt(least + 1);
    }

    long malloc(long stamp) {
        int size = size(stamp);
        long address = heap.malloc(size);
        Pattern.write(address, size, stamp);
        liveBlocks.increment();
        liveBytes.add(heap.usableSize(address));
        return address;
    }

    void free(long address, long stamp) {
        int size = size(stamp);
        long wrong = Pattern.firstWrong(address, size, stamp);
        if (wrong >= 0) {
            violations.add("byte " + wrong + " of a block of " + size + " bytes at 0x" + Long.toHexString(address)
                    + " was overwritten");
        }
        checked.increment();
        liveBlocks.decrement();
        liveBytes.add(-heap.usableSize(address));
        heap.free(address, size);
    }

    /** How many blocks were checked. */
    long checked() {
        return checked.sum();
    }

    /** Exact when no other thread uses the heap. */
    long liveBlocks() {
        return liveBlocks.sum();
    }

    /** Counted at their usable sizes; exact when no other thread uses the heap. */
    long liveBytes() {
        return liveBytes.sum();
    }

    /** Compares the heap's figures with the model, when no other thread uses the heap. */
    void expectModelled(HeapStats stats, AuditReport audit) {
        violations.expectClean(audit);
        violations.expectEqual("live blocks by the audit", liveBlocks(), audit.liveBlocks());
        violations.expectEqual("live blocks by the statistics", liveBlocks(),
                stats.classes().stream().mapToLong(HeapStats.ClassStats::liveBlocks).sum());
        violations.expectEqual("live bytes", liveBytes(), stats.liveBytes());
    }
}
