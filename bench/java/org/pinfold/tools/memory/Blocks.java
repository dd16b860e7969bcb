package org.pinfold.tools.memory;

import java.util.SplittableRandom;
import org.pinfold.tools.peer.Memory;
import org.pinfold.tools.peer.Peer;

/** Blocks of one allocator in slots, from 0 on; something is written to each page of a block. */
final class Blocks {
    private static final int PAGE = 1 << 12;

    private final Peer peer;
    private final Meter meter;
    private final int first;
    private final int[] sizes;

    /** Blocks for {@code count} slots of the allocator's, from {@code first} on. */
    Blocks(Peer peer, Meter meter, int first, int count) {
        this.peer = peer;
        this.meter = meter;
        this.first = first;
        this.sizes = new int[count];
    }

    int slots() {
        return sizes.length;
    }

    /** A block of this size in the slot, instead of that which is there. */
    void put(int slot, int size) {
        free(slot);
        long address = peer.allocate(first + slot, size);
        for (int at = 0; at < size; at += PAGE) {
            Memory.putByte(address + at, (byte) 1);
        }
        Memory.putByte(address + size - 1, (byte) 1);
        sizes[slot] = size;
        meter.allocated(size);
    }

    /** Frees the slot's block, if there is one. */
    void free(int slot) {
        if (sizes[slot] != 0) {
            peer.free(first + slot);
            meter.freed(sizes[slot]);
            sizes[slot] = 0;
        }
    }

    /** Frees all, in an order of chance; but one block in {@code spared}, if that is not 0. */
    void freeAll(SplittableRandom random, int spared) {
        int[] order = new int[sizes.length];
        for (int i = 0; i < order.length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        int free = spared == 0 ? order.length : order.length - order.length / spared;
        for (int i = 0; i < free; i++) {
            free(order[i]);
        }
    }
}
