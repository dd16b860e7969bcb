package org.pinfold.tools.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Writes the text of traces for tests, with true headers. */
public final class Traces {
    private final int threads;
    private final int slots;
    private final List<String> lines = new ArrayList<>();
    private final long[] live;
    private long liveBytes;
    private int liveBlocks;
    private long peakBytes;
    private int peakBlocks;

    private Traces(int threads, int slots) {
        this.threads = threads;
        this.slots = slots;
        live = new long[slots];
    }

    /** The text of a trace of the events {@code lines}, each as it stands in the format. */
    public static String text(int threads, int slots, String... lines) {
        Traces trace = new Traces(threads, slots);
        for (String line : lines) {
            String[] fields = line.split(" ");
            trace.add(line, Integer.parseInt(fields[2]), fields.length > 3 ? Long.parseLong(fields[3]) : 0);
        }
        return trace.text();
    }

    /** The trace of the events {@code lines}. */
    public static Trace of(int threads, int slots, String... lines) throws IOException {
        return TraceReader.parse("test", text(threads, slots, lines));
    }

    /** The text of a trace of {@code events} events of every kind on all threads, decided by {@code seed}. */
    public static String random(long seed, int threads, int slots, int events) {
        SplittableRandom random = new SplittableRandom(seed);
        Traces trace = new Traces(threads, slots);
        while (trace.lines.size() < events) {
            int slot = random.nextInt(slots);
            int thread = random.nextInt(threads);
            long size = random.nextInt(1, 300);
            String place = " " + thread + " " + slot;
            if (trace.live[slot] == 0) {
                switch (random.nextInt(4)) {
                    case 0 -> trace.add("z" + place + " " + size, slot, size);
                    case 1 -> trace.add("m" + place + " " + size + " " + (1 << random.nextInt(4, 9)), slot, size);
                    default -> trace.add("a" + place + " " + size, slot, size);
                }
            } else if (random.nextInt(4) == 0) {
                trace.add("r" + place + " " + size, slot, size);
            } else {
                trace.add("f" + place, slot, 0);
            }
        }
        return trace.text();
    }

    private void add(String line, int slot, long size) {
        lines.add(line);
        liveBytes += size - live[slot];
        liveBlocks += (size == 0 ? 0 : 1) - (live[slot] == 0 ? 0 : 1);
        live[slot] = size;
        peakBytes = Math.max(peakBytes, liveBytes);
        peakBlocks = Math.max(peakBlocks, liveBlocks);
    }

    private String text() {
        return "# malloc-trace 1 events=" + lines.size() + " threads=" + threads + " slots=" + slots
                + " peak_live_bytes=" + peakBytes + " peak_live_blocks=" + peakBlocks + "\n"
                + String.join("\n", lines) + "\n";
    }
}
