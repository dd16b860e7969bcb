package org.pinfold.os;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** A set of pages, which come and go in runs of many. */
final class PageSet {
    private static final int PAGES = 1 << 10;

    private final long page;
    /** By the number of the first of so many pages. */
    private final Map<Long, BitSet> chunks = new HashMap<>();

    PageSet(long page) {
        this.page = page;
    }

    /** Puts the pages of a range in, or takes them out. */
    void set(long address, long bytes, boolean in) {
        long end = (address + bytes) / page;
        for (long from = address / page; from < end;) {
            long chunk = from / PAGES;
            long to = Math.min(end, (chunk + 1) * PAGES);
            chunks.computeIfAbsent(chunk, number -> new BitSet()).set(
                    (int) (from - chunk * PAGES), (int) (to - chunk * PAGES), in);
            from = to;
        }
    }

    boolean contains(long address) {
        BitSet chunk = chunks.get(address / page / PAGES);
        return chunk != null && chunk.get((int) (address / page % PAGES));
    }

    boolean containsAny(long address, long bytes) {
        for (long at = address; at < address + bytes; at += page) {
            if (contains(at)) {
                return true;
            }
        }
        return false;
    }
}
