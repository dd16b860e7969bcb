package org.pinfold.tools.trace;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first line of a trace: what the rest of the file must add up to. */
record TraceHeader(int events, int threads, int slots, long peakLiveBytes, int peakLiveBlocks) {
    private static final Pattern FORM = Pattern.compile("# malloc-trace 1 events=(\\d{1,18}) threads=(\\d{1,18}) "
            + "slots=(\\d{1,18}) peak_live_bytes=(\\d{1,18}) peak_live_blocks=(\\d{1,18})");

    private static final int MAX_EVENTS = 1 << 28;
    private static final int MAX_THREADS = 1 << 12;

    static TraceHeader parse(String file, String line) throws TraceFormatException {
        Matcher fields = FORM.matcher(line);
        if (!fields.matches()) {
            throw new TraceFormatException(file, 1, "not a trace: the first line must be '# malloc-trace 1 events=N "
                    + "threads=N slots=N peak_live_bytes=N peak_live_blocks=N'");
        }
        return new TraceHeader(
                count(file, "events", fields.group(1), MAX_EVENTS),
                count(file, "threads", fields.group(2), MAX_THREADS),
                count(file, "slots", fields.group(3), MAX_EVENTS),
                Long.parseLong(fields.group(4)),
                count(file, "peak_live_blocks", fields.group(5), MAX_EVENTS));
    }

    private static int count(String file, String field, String digits, int max) throws TraceFormatException {
        long value = Long.parseLong(digits);
        if (value < 1 || value > max) {
            throw new TraceFormatException(file, 1, field + "=" + digits + " is outside 1.." + max);
        }
        return (int) value;
    }
}
