package org.pinfold.specs.sequential;

/** A thing that one thread has at a time, with a count in it of how often it came back. */
public class StripeClaimSpecification {
    private static final int REFUSED = -1;
    private static final int NOBODY = -1;

    private int claimant = NOBODY;
    private int releases;

    public int claim(int thread) {
        if (claimant != NOBODY) {
            return REFUSED;
        }
        claimant = thread;
        return releases;
    }

    public boolean release(int thread) {
        if (claimant != thread) {
            return false;
        }
        claimant = NOBODY;
        releases++;
        return true;
    }
}
