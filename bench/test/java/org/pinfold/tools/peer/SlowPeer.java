package org.pinfold.tools.peer;

/** Does every allocation fifty times: a time requirement that this allocator meets is no requirement. */
public final class SlowPeer extends DelegatingPeer {
    private static final int TIMES = 50;

    public SlowPeer(Peer inner) {
        super(inner);
    }

    @Override
    public long allocate(int slot, long size) {
        for (int time = 1; time < TIMES; time++) {
            super.allocate(slot, size);
            super.free(slot);
        }
        return super.allocate(slot, size);
    }
}
