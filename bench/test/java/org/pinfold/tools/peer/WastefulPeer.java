package org.pinfold.tools.peer;

/** Pads every block to twice its size and writes the padding: a memory requirement it meets is no requirement. */
public final class WastefulPeer extends DelegatingPeer {
    public WastefulPeer(Peer inner) {
        super(inner);
    }

    @Override
    public long allocate(int slot, long size) {
        long address = super.allocate(slot, 2 * size);
        Memory.fill(address, 2 * size, (byte) 1);
        return address;
    }
}
