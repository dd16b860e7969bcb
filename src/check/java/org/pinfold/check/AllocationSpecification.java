package org.pinfold.check;

/**
 * What {@link AllocationOperations} answer when they come one at a time: counts of blocks, held by each thread and on
 * the table. Public for Lincheck alone.
 *
 * @hidden
 */
public class AllocationSpecification {
    private final int[] held = new int[Hands.MOST_THREADS];
    private final Capacity capacity = LincheckRun.promises().capacity();
    private int onTable = LincheckRun.ON_TABLE;
    private int live = LincheckRun.ON_TABLE;

    /** All are free but those on the table. */
    public AllocationSpecification() {
    }

    /**
     * Refuses if all are held.
     *
     * @param thread the number of the one that calls
     * @return the only right answer, or one of them
     */
    public String allocate(int thread) {
        if (capacity == Capacity.EXACT && live == LincheckRun.CAPACITY) {
            return answer(Answer.NO_BLOCK);
        }
        live++;
        held[thread]++;
        return answer(Answer.BLOCK);
    }

    /**
     * Frees one of the thread's own.
     *
     * @param thread the number of the one that calls
     * @return the only right answer, or one of them
     */
    public String free(int thread) {
        if (held[thread] == 0) {
            return answer(Answer.NOTHING);
        }
        held[thread]--;
        live--;
        return answer(Answer.FREED);
    }

    /**
     * Lays one of the thread's own on the table.
     *
     * @param thread the number of the one that calls
     * @return the only right answer, or one of them
     */
    public String layDown(int thread) {
        if (held[thread] == 0) {
            return answer(Answer.NOTHING);
        }
        held[thread]--;
        onTable++;
        return answer(Answer.DONE);
    }

    /**
     * Takes one from the table.
     *
     * @param thread the number of the one that calls
     * @return the only right answer, or one of them
     */
    public String pickUp(int thread) {
        if (onTable == 0) {
            return answer(Answer.NOTHING);
        }
        onTable--;
        held[thread]++;
        return answer(Answer.DONE);
    }

    private String answer(Answer answer) {
        return LincheckRun.answer(answer);
    }
}
