package org.pinfold.tools.peer;

/** Never frees a block, until it is closed: a bound on memory that is kept, which it meets, is no bound. */
public final class HoardingPeer extends DelegatingPeer {
    public HoardingPeer(Peer inner) {
        super(inner);
    }

    @Override
    public void free(int slot) {
        // Kept.
    }
}
