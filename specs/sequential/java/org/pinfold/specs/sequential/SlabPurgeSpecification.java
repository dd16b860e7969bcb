package org.pinfold.specs.sequential;

/** A slab of three blocks: how many are not carved, home, out with each thread, and taken by each for a purge. */
public class SlabPurgeSpecification {
    private static final int CAPACITY = 3;
    private String state = "LISTED";
    private int uncarved = 1;
    private int home = 1;
    private final int[] out = {0, 1, 0, 0, 0, 0, 0, 0};
    private final int[] rests = new int[8];
    private final int[] chains = new int[8];

    public int take(boolean rest, int thread) {
        if (rests[thread] + chains[thread] == 0 && !state.equals("DEAD")) {
            rests[thread] = rest ? uncarved : 0;
            chains[thread] = home;
            uncarved -= rests[thread];
            home = 0;
            state = state.equals("LISTED") && uncarved == 0 ? "FULL" : state;
        }
        return rests[thread] + chains[thread];
    }

    public String bringHome(int thread) {
        int[] chain = rests[thread] > 0 ? rests : chains;
        return push(chain, thread, chain[thread]);
    }

    public int refill(int thread) {
        int fresh = home == 0 ? uncarved : 0;
        int batch = state.equals("HELD") ? home + fresh : -1;
        if (batch > 0) {
            out[thread] += batch;
            uncarved -= fresh;
            home = 0;
        }
        return batch;
    }

    public String free(int thread) {
        return push(out, thread, Math.min(out[thread], 1));
    }

    public boolean hold() {
        boolean held = state.equals("LISTED");
        state = held ? "HELD" : state;
        return held;
    }

    private String push(int[] from, int thread, int blocks) {
        from[thread] -= blocks;
        home += blocks;
        if (blocks == 0 || state.equals("HELD")) {
            return blocks == 0 ? "TOO FEW" : "NONE";
        }
        boolean full = state.equals("FULL");
        state = home + uncarved == CAPACITY ? "DEAD" : "LISTED";
        return state.equals("DEAD") ? "RETIRE" : full ? "LIST" : "NONE";
    }
}
