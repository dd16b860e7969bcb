package org.pinfold.tools.stress.workload;

import org.pinfold.Frees;
import org.pinfold.Heap;

/** How the heap of a campaign is made. */
public enum HeapKind {
    /** As by default. */
    ORDERED,
    /** With frees that are exact. */
    EXACT,
    /** Hardened. */
    HARDENED,
    /** With bounds that follow what threads do. */
    LEARNING;

    /** A heap of this kind, with these options. */
    public Heap build(Heap.Builder options) {
        return switch (this) {
            case ORDERED -> options.build();
            case EXACT -> options.frees(Frees.EXACT).build();
            case HARDENED -> options.hardened(true).build();
            case LEARNING -> options.learning(true).build();
        };
    }

    /** Whether the bytes that are live for the heap are more than those that users may use. */
    public boolean addsToBlocks() {
        return this == HARDENED;
    }
}
