package org.pinfold.tools.watch;

import java.util.Locale;

/** Sizes for people: three digits or four, and a letter for the power of 1,024. */
public final class Sizes {
    private static final String UNITS = "BKMGTPE";
    private static final int STEP = 1_024;
    private static final int THREE_DIGITS = 100;

    private Sizes() {
    }

    /** As {@code 64B}, {@code 1.5K}, {@code 300M}; {@code -} for a negative number, which is unknown. */
    public static String of(double bytes) {
        if (bytes < 0) {
            return "-";
        }
        double value = bytes;
        int unit = 0;
        while (value >= STEP && unit < UNITS.length() - 1) {
            value /= STEP;
            unit++;
        }
        boolean whole = unit == 0 || value >= THREE_DIGITS || value == Math.rint(value);
        return String.format(Locale.ROOT, whole ? "%.0f%c" : "%.1f%c", value, UNITS.charAt(unit));
    }

    /** The exact size of a class's blocks; of large ones, which differ, the word. */
    public static String ofBlocks(long blockBytes) {
        return blockBytes == 0 ? "large"
                : blockBytes % (STEP / 2) == 0 ? of(blockBytes) : String.format(Locale.ROOT, "%,dB", blockBytes);
    }
}
