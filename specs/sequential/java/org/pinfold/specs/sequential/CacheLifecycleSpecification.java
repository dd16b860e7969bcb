package org.pinfold.specs.sequential;

/** A cache that one living thread owns, or a dead one, or nobody; and its magazines, each in one place. */
public class CacheLifecycleSpecification {
    private static final int NOT_MINE = -1;
    private static final int ORPHAN = 7;

    private final boolean[] dead = new boolean[8];
    private int owner = ORPHAN;
    private int magazines = 1;
    private int spare = 1;

    public CacheLifecycleSpecification() {
        dead[ORPHAN] = true;
    }

    public boolean claim(int thread) {
        if (dead[thread] || owner != 0 && !dead[owner]) {
            return false;
        }
        owner = thread;
        return true;
    }

    public boolean giveUp(int thread) {
        if (!isOwnedBy(thread)) {
            return false;
        }
        owner = 0;
        return true;
    }

    public int makeRoom(int thread) {
        if (!isOwnedBy(thread)) {
            return NOT_MINE;
        }
        int old = spare;
        spare = ++magazines;
        return old;
    }

    public int takeSpare() {
        int old = spare;
        spare = 0;
        return old;
    }

    public void die(int thread) {
        dead[thread] = true;
    }

    private boolean isOwnedBy(int thread) {
        return !dead[thread] && owner == thread;
    }
}
