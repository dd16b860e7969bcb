package org.pinfold.tools.variants;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.pinfold.Heap;
import org.pinfold.tools.trace.Trace;
import org.pinfold.tools.trace.TraceReader;
import org.pinfold.tools.trace.Traces;

import static org.junit.jupiter.api.Assertions.assertEquals;

class HeaderMemoryTest {
    private static final long SEED = 11;

    @Test
    void peaksOfEachLayoutAreThoseOfTheSumsOfItsBlocks() throws IOException {
        HeaderMemory memory = HeaderMemory.of(Traces.of(1, 3,
                "a 0 0 16", "a 0 1 15", "r 0 1 64", "a 0 2 100", "f 0 0", "f 0 1", "f 0 2", "a 0 0 128"));
        assertEquals("test", memory.trace());
        assertEquals(16 + 64 + 112, memory.without());
        assertEquals(32 + 80 + 112, memory.shared());
        assertEquals(32 + 80 + 128, memory.apart());
    }

    @Test
    void anAlignedBlockHasAHeaderAsLargeAsItsAlignment() throws IOException {
        HeaderMemory memory = HeaderMemory.of(Traces.of(1, 1, "m 0 0 100 64"));
        assertEquals(128, memory.without());
        assertEquals(128, memory.shared());
        assertEquals(192, memory.apart());
    }

    @Test
    void withoutAHeaderThePeakIsTheHeapsOwn() throws IOException {
        Trace trace = TraceReader.parse("random", Traces.random(SEED, 1, 50, 3000));
        long[] blocks = new long[trace.slots()];
        long peak = 0;
        try (Heap heap = Heap.create()) {
            for (int event = 0; event < trace.events(); event++) {
                int slot = trace.slot(event);
                long size = trace.size(event);
                switch (trace.kind(event)) {
                    case Trace.ALIGNED -> blocks[slot] = heap.alignedAlloc(trace.alignment(event), size);
                    case Trace.RESIZE -> blocks[slot] = heap.realloc(blocks[slot], size);
                    case Trace.FREE -> {
                        heap.free(blocks[slot]);
                        blocks[slot] = 0;
                    }
                    default -> blocks[slot] = heap.malloc(size);
                }
                long live = 0;
                for (long block : blocks) {
                    live += block == 0 ? 0 : heap.usableSize(block);
                }
                peak = Math.max(peak, live);
            }
        }
        assertEquals(peak, HeaderMemory.of(trace).without(), "seed " + SEED);
    }
}
