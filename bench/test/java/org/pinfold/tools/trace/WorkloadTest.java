package org.pinfold.tools.trace;

import java.io.IOException;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WorkloadTest {
    @Test
    void eachCopyRunsEveryEventOnceInOrderOnSlotsOfItsOwn() throws IOException {
        Workload workload = Workload.of(TraceReader.parse("t", Traces.random(3, 1, 20, 2500)), 3);
        int[] next = new int[3];
        for (int step = 0; step < workload.steps(); step++) {
            for (int copy = 0; copy < 3; copy++) {
                int event = workload.event(step, copy);
                if (event >= 0) {
                    assertEquals(next[copy]++, event);
                    assertEquals(copy, workload.slot(event, copy) / workload.trace().slots());
                }
            }
        }
        for (int copy = 0; copy < 3; copy++) {
            assertEquals(workload.trace().events(), next[copy]);
        }
        assertEquals(3L * workload.trace().events(), workload.events());
    }

    @Test
    void peakOfOneCopyIsTheHeaders() throws IOException {
        assertEquals(300, Workload.of(Traces.of(1, 2, "a 0 0 100", "r 0 0 250", "a 0 1 50", "f 0 0"), 1)
                .peakLiveBytes());
    }

    @Test
    void holdsWhatIsAskedFor() throws IOException {
        Workload workload = Workload.holding(TraceReader.parse("t", Traces.random(5, 1, 30, 4000)), 50_000);
        assertTrue(workload.peakLiveBytes() >= 50_000);
        assertTrue(workload.copies() > 1);
    }

    @Test
    void copiesOfATraceThatKeepsNothingLiveStillAddUp() throws IOException {
        Trace trace = Traces.of(1, 1, "a 0 0 100", "f 0 0");
        assertEquals(500, Workload.holding(trace, 500).peakLiveBytes());
        assertEquals(Workload.MAX_COPIES, Workload.holding(trace, Long.MAX_VALUE).copies());
    }
}
