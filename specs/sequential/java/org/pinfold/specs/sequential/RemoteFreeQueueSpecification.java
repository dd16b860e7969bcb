package org.pinfold.specs.sequential;

/** A slab of six blocks that are all carved: how many are home, and how many in the hands of each thread. */
public class RemoteFreeQueueSpecification {
    private static final int CAPACITY = 6;

    private String state = "HELD";
    private int home;
    /** The thread that has admitted the block which every thread has, or nobody. */
    private int admittedBy;
    private final int[] out = {0, 2, 2, 2, 0, 0, 0, 0};

    public String push(int blocks, int thread) {
        if (out[thread] < blocks) {
            return "TOO FEW";
        }
        out[thread] -= blocks;
        home += blocks;
        return state.equals("HELD") ? "NONE" : leave();
    }

    public int drain(int thread) {
        if (!state.equals("HELD")) {
            return -1;
        }
        int chain = home;
        home = 0;
        out[thread] += chain;
        return chain;
    }

    public boolean hold() {
        if (!state.equals("LISTED")) {
            return false;
        }
        state = "HELD";
        return true;
    }

    public String unhold() {
        return state.equals("HELD") ? leave() : "REFUSED";
    }

    public String admit(int thread) {
        if (admittedBy == 0) {
            admittedBy = thread;
            return "ADMITTED";
        }
        admittedBy = admittedBy == thread ? 0 : admittedBy;
        return admittedBy == 0 ? "OFF" : "REFUSED";
    }

    /** The state of a slab that nobody holds follows from what is home. */
    private String leave() {
        String before = state;
        state = home == CAPACITY ? "DEAD" : home == 0 ? "FULL" : "LISTED";
        return state.equals("DEAD") ? "RETIRE" : state.equals("LISTED") && !before.equals("LISTED") ? "LIST" : "NONE";
    }
}
