package org.pinfold.tools.replay;

import java.util.ArrayList;
import java.util.List;

/** What a checked replay found wrong: all of it counted, the first few told. Safe for use by many threads. */
final class Violations {
    private static final int TOLD = 10;

    private final List<String> first = new ArrayList<>();
    private long count;
    private long corruptedBlocks;

    synchronized void add(String what) {
        count++;
        if (first.size() < TOLD) {
            first.add(what);
        }
    }

    /** A block whose bytes are not those the program wrote. */
    synchronized void addCorrupted(String what) {
        corruptedBlocks++;
        add(what);
    }

    synchronized long count() {
        return count;
    }

    synchronized long corruptedBlocks() {
        return corruptedBlocks;
    }

    synchronized List<String> first() {
        return List.copyOf(first);
    }

    static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }
}
