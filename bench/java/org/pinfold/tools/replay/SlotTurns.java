package org.pinfold.tools.replay;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.pinfold.tools.trace.Trace;
import org.pinfold.tools.trace.Workload;

/**
 * Keeps the events of each slot in the workload's order while threads run side by side: an event waits until its slot
 * has seen all events before it. What an event wrote happens-before the next event of its slot.
 *
 * <p>No deadlock: the first event, in total order, that has not run waits for nothing, since the events before it on
 * its thread and on its slot have run.
 */
final class SlotTurns {
    private static final int SPINS = 100;
    private static final long PARK_NANOS = 20_000;

    private final int[] turnOf;
    private final AtomicIntegerArray next;
    private volatile boolean abandoned;

    SlotTurns(Workload workload) {
        Trace trace = workload.trace();
        turnOf = new int[trace.events()];
        int[] seen = new int[trace.slots()];
        for (int event = 0; event < turnOf.length; event++) {
            turnOf[event] = seen[trace.slot(event)]++;
        }
        next = new AtomicIntegerArray(workload.slots());
    }

    /** Waits until {@code event} is the next one of {@code slot}; false if the replay was abandoned. */
    boolean await(int event, int slot) {
        for (int tries = 0; next.get(slot) != turnOf[event]; tries++) {
            if (abandoned) {
                return false;
            }
            if (tries < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PARK_NANOS);
            }
        }
        return !abandoned;
    }

    /** Lets the next event of {@code slot} run. Called by the thread whose turn it is. */
    void done(int slot) {
        next.set(slot, next.get(slot) + 1);
    }

    /** Ends all waiting: an event failed, and those after it may never become possible. */
    void abandon() {
        abandoned = true;
    }
}
