package org.pinfold.trace;

/**
 * Something that was done with a block.
 *
 * @param site from where
 * @param nanos when, as the clock of the heap tells it
 * @param thread the number of the thread that did it
 * @param threadName its name then; empty if it had none
 */
public record Act(Site site, long nanos, long thread, String threadName) {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** What the calling thread does. */
    public static Act byCaller(Site site, long nanos) {
        Thread caller = Thread.currentThread();
        return new Act(site, nanos, caller.threadId(), caller.getName());
    }

    /** When, by whom and from where, at a time that the same clock tells. */
    public String text(long now) {
        return (now - nanos) / NANOS_PER_MILLI + " ms ago by " + who() + " at " + site;
    }

    /** The thread, for people. */
    public String who() {
        return threadName.isEmpty() ? "thread " + thread : "thread " + thread + " \"" + threadName + '"';
    }
}
