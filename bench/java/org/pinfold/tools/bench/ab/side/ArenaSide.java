package org.pinfold.tools.bench.ab.side;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.pinfold.Heap;
import org.pinfold.tools.bench.ab.Configuration;
import org.pinfold.tools.bench.ab.Switch;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

/** A confined arena is opened, gives segments, which are written to, and is closed. */
final class ArenaSide extends LoopSide {
    private static final int ROUND = 1 << 10;

    private final boolean own;
    private final int segments;
    private final long bytes;
    private long sum;

    ArenaSide(Heap heap, Configuration configuration, int segments, long bytes) {
        super(heap, ROUND);
        this.own = configuration.has(Switch.OWN_ARENAS);
        this.segments = segments;
        this.bytes = bytes;
    }

    /** Two loops: in one with a choice in it, neither arena would be what it is in a program that has it alone. */
    @Override
    void round() {
        sum += own ? ofHeap() : ofJdk();
    }

    private long ofHeap() {
        long read = 0;
        for (int i = 0; i < ROUND; i++) {
            try (Arena arena = heap.confinedArena()) {
                read += use(arena, i);
            }
        }
        return read;
    }

    private long ofJdk() {
        long read = 0;
        for (int i = 0; i < ROUND; i++) {
            try (Arena arena = Arena.ofConfined()) {
                read += use(arena, i);
            }
        }
        return read;
    }

    private long use(Arena arena, long value) {
        long read = 0;
        for (int i = 0; i < segments; i++) {
            MemorySegment segment = arena.allocate(bytes, Long.BYTES);
            segment.set(JAVA_LONG, 0, value);
            read += segment.get(JAVA_LONG, Long.BYTES);
        }
        return read;
    }
}
