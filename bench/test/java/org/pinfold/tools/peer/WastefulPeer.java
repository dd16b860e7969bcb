package org.pinfold.tools.peer;

/** Pads every block to four times its size and writes the padding: a memory requirement it meets is no requirement. */
public final class WastefulPeer extends DelegatingPeer {
    private static final int TIMES = 4;

    public WastefulPeer(Peer inner) {
        super(inner);
    }

    @Override
    public long allocate(int slot, long size) {
        long address = super.allocate(slot, TIMES * size);
        Memory.fill(address, TIMES * size, (byte) 1);
        return address;
    }
}
