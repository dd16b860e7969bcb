package org.pinfold.tools.trace;

/**
 * What a replay runs: some copies of one closed trace, interleaved into a single total order. Each copy has slots of
 * its own and starts some events after the one before it, so that copies do not allocate and free the same sizes side
 * by side; the last one starts within the first quarter of the first, so that their peaks add up.
 *
 * <p>The order is that of the nested loops {@code for step in 0..steps() { for copy in 0..copies() { … } }}, in which
 * {@link #event} says whether the copy has an event at that step.
 */
public final class Workload {
    /** The most copies that there can be. */
    public static final int MAX_COPIES = 1000;

    private static final int LONGEST_PHASE = 997;

    private final Trace trace;
    private final int copies;
    private final int phase;
    private final long peakLiveBytes;

    private Workload(Trace trace, int copies) {
        this.trace = trace;
        this.copies = copies;
        phase = Math.min(LONGEST_PHASE, trace.events() / (4 * copies));
        peakLiveBytes = countPeakLiveBytes();
    }

    /** {@code copies} copies of {@code trace}, each followed by frees of all it leaves live. */
    public static Workload of(Trace trace, int copies) {
        return new Workload(trace.closed(), copies);
    }

    /** Enough copies of {@code trace} to hold {@code peakLiveBytes} at their peak, or {@link #MAX_COPIES}. */
    public static Workload holding(Trace trace, long peakLiveBytes) {
        Workload workload = of(trace, 1);
        while (workload.peakLiveBytes < peakLiveBytes && workload.copies < MAX_COPIES) {
            double missing = (double) peakLiveBytes / workload.peakLiveBytes;
            int copies = Math.max(workload.copies + 1, (int) (workload.copies * missing));
            workload = of(trace, Math.min(copies, MAX_COPIES));
        }
        return workload;
    }

    public Trace trace() {
        return trace;
    }

    public int copies() {
        return copies;
    }

    public int steps() {
        return trace.events() + (copies - 1) * phase;
    }

    /** The index in {@link #trace} of the event that {@code copy} runs at {@code step}, or -1 for none. */
    public int event(int step, int copy) {
        int event = step - copy * phase;
        return event < trace.events() ? Math.max(event, -1) : -1;
    }

    /** The slot that {@code copy} uses for {@code event}. */
    public int slot(int event, int copy) {
        return trace.slot(event) + copy * trace.slots();
    }

    public int slots() {
        return Math.multiplyExact(trace.slots(), copies);
    }

    public long events() {
        return (long) trace.events() * copies;
    }

    /** The largest sum of the sizes of live blocks, in total order, in bytes. */
    public long peakLiveBytes() {
        return peakLiveBytes;
    }

    private long countPeakLiveBytes() {
        long[] sizes = new long[slots()];
        long live = 0;
        long peak = 0;
        for (int step = 0; step < steps(); step++) {
            for (int copy = 0; copy < copies; copy++) {
                int event = event(step, copy);
                if (event >= 0) {
                    int slot = slot(event, copy);
                    live += trace.size(event) - sizes[slot];
                    sizes[slot] = trace.size(event);
                    peak = Math.max(peak, live);
                }
            }
        }
        return peak;
    }
}
