package org.pinfold.specs.sequential;

/** A slab of three blocks: how many are carved, home, and out in the hands of each thread. */
public class BatchRefillSpecification {
    private static final int CAPACITY = 3;

    private String state = "HELD";
    private int carved = 1;
    private int home;
    private final int[] out = {0, 1, 0, 0, 0, 0, 0, 0};

    public boolean hold() {
        if (!state.equals("LISTED")) {
            return false;
        }
        state = "HELD";
        return true;
    }

    public int refill(int want, int thread) {
        if (!state.equals("HELD")) {
            return -1;
        }
        int fresh = Math.min(Math.max(want - home, 0), CAPACITY - carved);
        int batch = home + fresh;
        home = 0;
        carved += fresh;
        out[thread] += batch;
        return batch;
    }

    public String unhold() {
        return state.equals("HELD") ? leave() : "REFUSED";
    }

    public String retire() {
        return !state.equals("DEAD") && home == carved ? leave() : "REFUSED";
    }

    public String free(int thread) {
        if (out[thread] == 0) {
            return "TOO FEW";
        }
        out[thread]--;
        home++;
        return state.equals("HELD") ? "NONE" : leave();
    }

    /** The state of a slab that nobody holds follows from its counts. */
    private String leave() {
        String before = state;
        boolean exhausted = home == 0 && carved == CAPACITY;
        state = home == carved ? "DEAD" : exhausted ? "FULL" : "LISTED";
        return state.equals("DEAD") ? "RETIRE" : state.equals("LISTED") && !before.equals("LISTED") ? "LIST" : "NONE";
    }
}
