package org.pinfold.tools.bench.workload;

import org.pinfold.tools.peer.AddressPeer;
import org.pinfold.tools.peer.Memory;
import org.pinfold.tools.peer.ObjectPeer;

/** A loop that fills all of its slots with blocks of one size, and then frees them. */
public abstract class Batch extends Loop {
    /** Allocates and writes a block for each slot. */
    protected final void allocateAddresses() {
        AddressPeer peer = addresses;
        long[] blocks = addressSlots;
        long size = shape.most();
        for (int i = 0; i < blocks.length; i++) {
            long block = peer.malloc(size);
            Memory.putLong(block, i);
            blocks[i] = block;
        }
    }

    /** The same with objects. */
    protected final void allocateObjects() {
        ObjectPeer<Object> peer = objects;
        Object[] blocks = objectSlots;
        long size = shape.most();
        for (int i = 0; i < blocks.length; i++) {
            Object block = peer.malloc(size);
            peer.putLong(block, i);
            blocks[i] = block;
        }
    }
}
