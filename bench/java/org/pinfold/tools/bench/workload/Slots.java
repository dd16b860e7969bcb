package org.pinfold.tools.bench.workload;

import org.pinfold.tools.peer.AddressPeer;
import org.pinfold.tools.peer.Memory;
import org.pinfold.tools.peer.ObjectPeer;

/** A loop that holds a block in each of its slots at all times. */
public abstract class Slots extends Loop {
    @Override
    protected void fill() {
        for (int slot = 0; slot < shape.slots(); slot++) {
            if (addresses != null) {
                addressSlots[slot] = addresses.malloc(draws.size(slot));
                Memory.putLong(addressSlots[slot], slot);
            } else {
                objectSlots[slot] = objects.malloc(draws.size(slot));
                objects.putLong(objectSlots[slot], slot);
            }
        }
    }

    @Override
    protected void drain() {
        for (int slot = 0; slot < shape.slots(); slot++) {
            if (addresses != null) {
                addresses.release(addressSlots[slot]);
            } else {
                objects.release(objectSlots[slot]);
            }
        }
    }

    /** Puts a new block in place of that in each of the next slots drawn, so many times. */
    protected final void replaceAddresses(int times) {
        AddressPeer peer = addresses;
        long[] blocks = addressSlots;
        int[] slots = draws.slots();
        int[] sizes = draws.sizes();
        int from = draws.next(times);
        for (int i = from; i < from + times; i++) {
            int slot = slots[i];
            peer.release(blocks[slot]);
            long block = peer.malloc(sizes[i]);
            Memory.putLong(block, i);
            blocks[slot] = block;
        }
        did(times);
    }

    /** The same with objects. */
    protected final void replaceObjects(int times) {
        ObjectPeer<Object> peer = objects;
        Object[] blocks = objectSlots;
        int[] slots = draws.slots();
        int[] sizes = draws.sizes();
        int from = draws.next(times);
        for (int i = from; i < from + times; i++) {
            int slot = slots[i];
            peer.release(blocks[slot]);
            Object block = peer.malloc(sizes[i]);
            peer.putLong(block, i);
            blocks[slot] = block;
        }
        did(times);
    }
}
