package org.pinfold.specs.sequential;

import java.util.Arrays;

/** A number between nothing and the limit; each thread gives back what it took last. */
public class MemoryBudgetSpecification {
    private static final int LIMIT = 10;
    private static final int RAISED = 14;

    private int limit = LIMIT;
    private int used;
    /** What each thread has taken and not given back. */
    private final int[][] taken = new int[8][0];

    public boolean tryTake(int amount, int thread) {
        if (used + amount > limit) {
            return false;
        }
        used += amount;
        taken[thread] = Arrays.copyOf(taken[thread], taken[thread].length + 1);
        taken[thread][taken[thread].length - 1] = amount;
        return true;
    }

    /** By way of a child: the same to the parent. */
    public boolean tryTakeByChild(int child, int amount, int thread) {
        return tryTake(amount, thread);
    }

    public int giveBack(int thread) {
        int last = taken[thread].length - 1;
        if (last < 0) {
            return 0;
        }
        int amount = taken[thread][last];
        taken[thread] = Arrays.copyOf(taken[thread], last);
        used -= amount;
        return amount;
    }

    public void raiseLimit() {
        limit = RAISED;
    }

    public long used() {
        return used;
    }
}
