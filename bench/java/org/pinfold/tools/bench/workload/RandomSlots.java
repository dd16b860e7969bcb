package org.pinfold.tools.bench.workload;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.pinfold.tools.peer.AddressPeer;
import org.pinfold.tools.peer.Memory;
import org.pinfold.tools.peer.ObjectPeer;

/**
 * Holds a block in each slot, and replaces that of a slot drawn at random by one of a size drawn at random. An
 * operation is one free and one allocation.
 */
@State(Scope.Thread)
public class RandomSlots extends Slots {
    private static final int OPERATIONS = 4096;

    private int position;

    /** The loop over addresses. */
    @Benchmark
    public void addresses() {
        AddressPeer peer = addresses;
        long[] blocks = addressSlots;
        int[] slots = draws.slots();
        int[] sizes = draws.sizes();
        int from = next();
        for (int i = from; i < from + OPERATIONS; i++) {
            int slot = slots[i];
            peer.release(blocks[slot]);
            long block = peer.malloc(sizes[i]);
            Memory.putLong(block, i);
            blocks[slot] = block;
        }
        did(OPERATIONS);
    }

    /** The loop over objects. */
    @Benchmark
    public void objects() {
        ObjectPeer<Object> peer = objects;
        Object[] blocks = objectSlots;
        int[] slots = draws.slots();
        int[] sizes = draws.sizes();
        int from = next();
        for (int i = from; i < from + OPERATIONS; i++) {
            int slot = slots[i];
            peer.release(blocks[slot]);
            Object block = peer.malloc(sizes[i]);
            peer.putLong(block, i);
            blocks[slot] = block;
        }
        did(OPERATIONS);
    }

    private int next() {
        int from = position;
        position = from + OPERATIONS & Draws.COUNT - 1;
        return from;
    }
}
