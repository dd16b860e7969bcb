package org.pinfold.heap;

/**
 * Which thread each thread of the check plays: one after the other, as each of them ends.
 *
 * <p>What stands here is each thread's own, so the model checker does not interleave it.
 */
final class Roles {
    /** The places in the table of caches: who follows a thread is looked for where that one was. */
    private static final int PLACES = 16;
    private static final ThreadLocal<Long> PLAYED = new ThreadLocal<>();

    private final int[] followers = new int[8];

    /** From now on the calling thread plays this one, or whoever follows it. */
    void play(int thread) {
        PLAYED.set((long) (thread + PLACES * followers[thread]));
    }

    /** The number of the thread that the calling one plays. */
    static long played() {
        return PLAYED.get();
    }

    /** The next one to play this part is another thread. */
    void replace(int thread) {
        followers[thread]++;
    }
}
