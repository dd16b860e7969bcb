package org.pinfold.tools.bench.ab.side;

import org.pinfold.Heap;
import org.pinfold.tools.bench.ab.Configuration;
import org.pinfold.tools.bench.ab.Load;
import org.pinfold.tools.bench.ab.Side;
import org.pinfold.tools.bench.ab.SideFactory;

/** Makes sides of the classes that were loaded together with this one. */
public final class Sides implements SideFactory {
    private static final int KIB = 1 << 10;

    /** For the loader. */
    public Sides() {
    }

    @Override
    public Side side(Configuration configuration, Load load, long seed) {
        Heap heap = SwitchedHeap.of(configuration);
        return switch (load) {
            case RANDOM_MIXED -> new SlotSide(heap, 4_096, 16, 1_024, seed);
            case MID_LARGE -> new SlotSide(heap, 256, 8 * KIB, 32 * KIB, seed);
            case PAIR -> new PairSide(heap);
            case PRODUCER_CONSUMER -> new HandOverSide(heap);
            case SEGMENTS_MIXED -> new SegmentSide(heap, 4_096, 16, 1_024, seed);
            case SEGMENTS_PAIR -> new SegmentSide(heap, 1, 64, 64, seed);
            case PHASES -> new PhasedSide(heap, seed);
            case ARENA_64 -> new ArenaSide(heap, configuration, 1, 64);
            case ARENA_KIB -> new ArenaSide(heap, configuration, 1, KIB);
            case ARENA_EIGHT -> new ArenaSide(heap, configuration, 8, 64);
            case LARGE_HEAP -> new SlotSide(heap, 1 << 18, 16, 1_024, seed);
        };
    }
}
