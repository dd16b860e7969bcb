package org.pinfold.specs.sequential;

import java.util.stream.IntStream;

/** Memory that is there while anybody has it pinned, goes once after it was retired, and comes back when reopened. */
public class PinGuardSpecification {
    private static final int NOBODY = -1;

    private long generation;
    private boolean retired;
    /** The thread that released this generation's memory and has not reopened it yet. */
    private int releaser = NOBODY;
    private final int[] pins = new int[8];

    public String pin(int wanted, int thread) {
        if (retired || wanted != generation) {
            return "REFUSED";
        }
        pins[thread]++;
        return "MEMORY";
    }

    public String unpin(int thread) {
        if (pins[thread] == 0) {
            return "NO PIN";
        }
        pins[thread]--;
        if (retired && nothingIsPinned()) {
            releaser = thread;
            return "MEMORY, RELEASED";
        }
        return "MEMORY";
    }

    public String retire(int wanted, int thread) {
        if (retired || wanted != generation) {
            return "REFUSED";
        }
        retired = true;
        if (nothingIsPinned()) {
            releaser = thread;
            return "RELEASED";
        }
        return "DEFERRED";
    }

    public long reopen(int thread) {
        if (releaser != thread) {
            return NOBODY;
        }
        releaser = NOBODY;
        retired = false;
        return ++generation;
    }

    private boolean nothingIsPinned() {
        return IntStream.of(pins).sum() == 0;
    }
}
