package org.pinfold.tools.bench.workload;

import org.pinfold.tools.peer.Memory;

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
}
