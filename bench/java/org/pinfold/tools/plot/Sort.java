package org.pinfold.tools.plot;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Blocks by size, as many sorts as there are colours. */
enum Sort {
    TO_64(64, Ink.FIRST, "to 64 bytes"),
    TO_256(256, Ink.THIRD, "to 256"),
    TO_1K(1L << 10, Ink.FIFTH, "to 1 K"),
    TO_4K(4L << 10, Ink.SECOND, "to 4 K"),
    TO_16K(16L << 10, Ink.SIXTH, "to 16 K"),
    TO_64K(64L << 10, Ink.EIGHTH, "to 64 K"),
    BEYOND(Long.MAX_VALUE, Ink.SEVENTH, "more than 64 K"),
    LARGE(0, Ink.FOURTH, "large: whole units");

    private final long most;
    private final Ink ink;
    private final String says;

    Sort(long most, Ink ink, String says) {
        this.most = most;
        this.ink = ink;
        this.says = says;
    }

    /** The sort of a class's blocks; 0 stands for large ones. */
    static Sort of(long blockBytes) {
        if (blockBytes == 0) {
            return LARGE;
        }
        Sort sort = TO_64;
        while (blockBytes > sort.most) {
            sort = values()[sort.ordinal() + 1];
        }
        return sort;
    }

    Ink ink() {
        return ink;
    }

    /** As a colour of the page's style. */
    String color() {
        return "var(--" + ink.name().toLowerCase(Locale.ROOT) + ")";
    }

    /** What the colours mean. */
    static Map<Ink, String> meanings() {
        Map<Ink, String> meanings = new LinkedHashMap<>();
        for (Sort sort : values()) {
            meanings.put(sort.ink, sort.says);
        }
        return meanings;
    }
}
