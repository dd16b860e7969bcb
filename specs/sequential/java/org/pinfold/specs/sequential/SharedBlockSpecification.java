package org.pinfold.specs.sequential;

/** Content that is there for all who have a pin, of which one is closed by whoever comes first; freed once. */
public class SharedBlockSpecification {
    private final int[] pins = new int[8];
    private boolean closed;
    private boolean freed;

    public String pin(int thread) {
        if (freed) {
            return "REFUSED";
        }
        pins[thread]++;
        return "CONTENT";
    }

    public String unpin(int thread) {
        if (pins[thread] == 0) {
            return "NO PIN";
        }
        pins[thread]--;
        return "CONTENT";
    }

    public String use() {
        return closed ? "NOT_PINNED" : "CONTENT";
    }

    public String close() {
        if (closed) {
            return "NOT_PINNED";
        }
        closed = true;
        return "CLOSED";
    }

    public String free() {
        if (freed) {
            return "DOUBLE_FREE";
        }
        freed = true;
        return "FREED";
    }
}
