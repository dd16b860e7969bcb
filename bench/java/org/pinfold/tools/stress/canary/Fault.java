package org.pinfold.tools.stress.canary;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.pinfold.tools.oracle.Target;
import org.pinfold.tools.oracle.TargetFilter;

/** A heap that does something wrong once in a number of calls, which its seed has chosen. */
class Fault extends TargetFilter {
    private static final int LEAST = 200;
    private static final int MOST = 400;

    private final long period;
    private final AtomicLong calls = new AtomicLong();

    Fault(Target inner, long seed) {
        super(inner);
        period = new SplittableRandom(seed).nextLong(LEAST, MOST);
    }

    /** Whether it is time; to be asked once in a call. */
    boolean isDue() {
        return calls.incrementAndGet() % period == 0;
    }
}
