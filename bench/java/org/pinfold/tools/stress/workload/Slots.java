package org.pinfold.tools.stress.workload;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** Blocks in places, of which some are empty. */
final class Slots {
    private Slots() {
    }

    static void freeAll(Worker worker, Block[] slots) {
        for (int slot = 0; slot < slots.length; slot++) {
            worker.free(slots[slot]);
            slots[slot] = null;
        }
    }

    static void freeAll(Worker worker, AtomicReferenceArray<Block> slots) {
        for (int slot = 0; slot < slots.length(); slot++) {
            worker.free(slots.getAndSet(slot, null));
        }
    }
}
