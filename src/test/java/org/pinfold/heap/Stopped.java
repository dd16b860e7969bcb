package org.pinfold.heap;

import java.lang.reflect.Field;

/** Threads that have stopped where they had something for a moment. */
public final class Stopped {
    /** No thread of a test has such a number. */
    private static final long NUMBER = 1L << 40;

    private Stopped() {
    }

    /** All stripes are claimed, and never released. */
    public static void claimStripes(HeapCore heap) {
        Stripes stripes = stripes(heap.slowPaths());
        while (stripes.claim(NUMBER) != null) {
            Thread.onSpinWait();
        }
    }

    private static Stripes stripes(SlowPaths slow) {
        try {
            Field stripes = SlowPaths.class.getDeclaredField("stripes");
            stripes.setAccessible(true);
            return (Stripes) stripes.get(slow);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
