package org.pinfold.tools.stress.canary;

import java.lang.foreign.Arena;
import org.pinfold.HeapStats;
import org.pinfold.tools.oracle.Target;

/** See {@link Canary#HOARDS}: some more at each look at the statistics. */
final class Hoards extends Fault {
    private static final long SOME = 24 << 20;

    private final Arena hoard = Arena.ofShared();

    Hoards(Target inner, long seed) {
        super(inner, seed);
    }

    @Override
    public HeapStats stats() {
        hoard.allocate(SOME);
        return super.stats();
    }

    @Override
    public void close() {
        hoard.close();
        super.close();
    }
}
