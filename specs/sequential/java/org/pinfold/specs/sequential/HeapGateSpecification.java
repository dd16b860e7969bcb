package org.pinfold.specs.sequential;

import java.util.stream.IntStream;

/** A heap that operations enter and leave until it is closed, and that ends once, when the last of them has left. */
public class HeapGateSpecification {
    private boolean closed;
    private final int[] inFlight = new int[8];

    /** Open, with an operation of thread 1 in flight. */
    public HeapGateSpecification() {
        inFlight[1] = 1;
    }

    public String enter(int thread) {
        if (closed) {
            return "REFUSED";
        }
        inFlight[thread]++;
        return "HEAP";
    }

    public String exit(int thread) {
        if (inFlight[thread] == 0) {
            return "NOT ENTERED";
        }
        inFlight[thread]--;
        return closed && nothingIsInFlight() ? "HEAP, ENDED" : "HEAP";
    }

    public String close() {
        if (closed) {
            return "ALREADY";
        }
        closed = true;
        return nothingIsInFlight() ? "DONE" : "PENDING";
    }

    public boolean isOpen() {
        return !closed;
    }

    private boolean nothingIsInFlight() {
        return IntStream.of(inFlight).sum() == 0;
    }
}
