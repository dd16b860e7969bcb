package org.pinfold.tools.bench.ab.side;

import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import org.pinfold.Heap;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

/** Random slots of a table get a new segment of a random size, and the old one is freed. */
final class SegmentSide extends LoopSide {
    private static final int ROUND = 1 << 12;
    /** Drawn beforehand, gone through again and again. */
    private static final int REQUESTS = 1 << 16;

    private final char[] requestedSlots = new char[REQUESTS];
    private final char[] requestedBytes = new char[REQUESTS];
    private final MemorySegment[] segments;
    private int next;

    SegmentSide(Heap heap, int slotCount, int least, int most, long seed) {
        super(heap, ROUND);
        segments = new MemorySegment[slotCount];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < REQUESTS; i++) {
            requestedSlots[i] = (char) random.nextInt(slotCount);
            requestedBytes[i] = (char) random.nextInt(least, most + 1);
        }
        for (int slot = 0; slot < slotCount; slot++) {
            segments[slot] = heap.allocate(requestedBytes[slot], JAVA_LONG.byteAlignment());
        }
    }

    @Override
    void round() {
        for (int i = next; i < next + ROUND; i++) {
            int slot = requestedSlots[i];
            heap.free(segments[slot]);
            MemorySegment segment = heap.allocate(requestedBytes[i], JAVA_LONG.byteAlignment());
            segment.set(JAVA_LONG, 0, i);
            segments[slot] = segment;
        }
        next = next + ROUND & REQUESTS - 1;
    }
}
