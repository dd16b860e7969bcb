package org.pinfold.heap;

/** Has a test make the passes that the maintenance thread makes otherwise. */
public final class Passes {
    private Passes() {
    }

    /** One pass, or the rest of one. */
    public static void make(HeapCore heap) {
        heap.reclaim();
    }
}
