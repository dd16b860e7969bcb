package org.pinfold.tools.trace;

/**
 * Collects the event lines of one trace, refusing each that is malformed or has no meaning where it stands. Every
 * refusal is an {@link IllegalArgumentException} whose message is the reason; the reader adds file and line.
 */
final class TraceBuilder {
    private static final int EMPTY = 0;
    private static final long MAX_SIZE = 1L << 40;

    private final TraceHeader header;
    private final byte[] kinds;
    private final byte[] alignmentShifts;
    private final int[] threadOf;
    private final int[] slotOf;
    private final long[] sizes;
    private final long[] liveSizes;
    private int count;
    private long liveBytes;
    private int liveBlocks;
    private long peakLiveBytes;
    private int peakLiveBlocks;

    TraceBuilder(TraceHeader header) {
        this.header = header;
        kinds = new byte[header.events()];
        alignmentShifts = new byte[header.events()];
        threadOf = new int[header.events()];
        slotOf = new int[header.events()];
        sizes = new long[header.events()];
        liveSizes = new long[header.slots()];
    }

    void add(String line) {
        if (count == header.events()) {
            throw new IllegalArgumentException("more events than the header's events=" + header.events());
        }
        String[] fields = line.split(" ", -1);
        byte kind = kind(fields[0]);
        int expected = kind == Trace.FREE ? 3 : kind == Trace.ALIGNED ? 5 : 4;
        if (fields.length != expected) {
            throw new IllegalArgumentException("'" + fields[0] + "' takes " + (expected - 1) + " numbers, found "
                    + (fields.length - 1) + " in '" + line + "'");
        }
        int thread = (int) number("TID", fields[1], 0, header.threads() - 1);
        int slot = (int) number("SLOT", fields[2], 0, header.slots() - 1);
        long size = kind == Trace.FREE ? 0 : number("SIZE", fields[3], 1, MAX_SIZE);
        checkSlot(kind, slot);
        alignmentShifts[count] = kind == Trace.ALIGNED ? alignmentShift(fields[4]) : 0;
        kinds[count] = kind;
        threadOf[count] = thread;
        slotOf[count] = slot;
        sizes[count++] = size;
        account(kind, slot, size);
    }

    Trace build(String name) {
        sum("events", header.events(), count);
        sum("peak_live_bytes", header.peakLiveBytes(), peakLiveBytes);
        sum("peak_live_blocks", header.peakLiveBlocks(), peakLiveBlocks);
        return new Trace(name, header.threads(), header.slots(), kinds, alignmentShifts, threadOf, slotOf, sizes);
    }

    private static byte kind(String letter) {
        return switch (letter) {
            case "a" -> Trace.ALLOCATE;
            case "z" -> Trace.ZEROED;
            case "m" -> Trace.ALIGNED;
            case "r" -> Trace.RESIZE;
            case "f" -> Trace.FREE;
            default -> throw new IllegalArgumentException("unknown event '" + letter + "': one of a z m r f");
        };
    }

    private static long number(String field, String text, long min, long max) {
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(field + " is not a number: '" + text + "'", e);
        }
        if (value < min || value > max) {
            throw new IllegalArgumentException(field + " " + value + " is outside " + min + ".." + max);
        }
        return value;
    }

    private static byte alignmentShift(String text) {
        long alignment = number("ALIGN", text, 1, MAX_SIZE);
        if (Long.bitCount(alignment) != 1) {
            throw new IllegalArgumentException("ALIGN " + alignment + " is not a power of two");
        }
        return (byte) Long.numberOfTrailingZeros(alignment);
    }

    private void checkSlot(byte kind, int slot) {
        boolean live = liveSizes[slot] != EMPTY;
        if (kind == Trace.FREE || kind == Trace.RESIZE) {
            if (!live) {
                throw new IllegalArgumentException(
                        (kind == Trace.FREE ? "free" : "resize") + " of slot " + slot + ", which holds no block");
            }
        } else if (live) {
            throw new IllegalArgumentException("allocation into slot " + slot + ", which still holds a block");
        }
    }

    private void account(byte kind, int slot, long size) {
        liveBytes += size - liveSizes[slot];
        liveSizes[slot] = size;
        if (kind == Trace.FREE) {
            liveBlocks--;
        } else if (kind != Trace.RESIZE) {
            liveBlocks++;
        }
        peakLiveBytes = Math.max(peakLiveBytes, liveBytes);
        peakLiveBlocks = Math.max(peakLiveBlocks, liveBlocks);
    }

    private static void sum(String field, long declared, long found) {
        if (declared != found) {
            throw new IllegalArgumentException(
                    "the header says " + field + "=" + declared + ", the events give " + found);
        }
    }
}
