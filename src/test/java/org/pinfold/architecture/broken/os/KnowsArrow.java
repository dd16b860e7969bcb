package org.pinfold.architecture.broken.os;

import org.apache.arrow.memory.ReferenceManager;

/** Needs a library that users need not have. */
public final class KnowsArrow {
    private KnowsArrow() {
    }

    /** Returns whom a buffer without memory counts with. */
    public static ReferenceManager empty() {
        return ReferenceManager.NO_OP;
    }
}
