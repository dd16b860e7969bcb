package org.pinfold.tools.bench.workload;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.pinfold.tools.peer.AddressPeer;
import org.pinfold.tools.peer.Memory;
import org.pinfold.tools.peer.ObjectPeer;

/**
 * As {@link RandomSlots}, for far more slots than there are draws: each call goes through other slots, at a distance
 * from those drawn, so that in the course of time all blocks are replaced. An operation is one free and one allocation.
 */
@State(Scope.Thread)
public class LiveSet extends Slots {
    private static final int OPERATIONS = 4096;
    /** A prime, so that the distances come back late. */
    private static final int STRIDE = 999_983;

    private int distance;

    /** The loop over addresses. */
    @Benchmark
    public void addresses() {
        AddressPeer peer = addresses;
        long[] blocks = addressSlots;
        int[] slots = draws.slots();
        int[] sizes = draws.sizes();
        int from = next();
        for (int i = from; i < from + OPERATIONS; i++) {
            int slot = place(slots[i], blocks.length);
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
            int slot = place(slots[i], blocks.length);
            peer.release(blocks[slot]);
            Object block = peer.malloc(sizes[i]);
            peer.putLong(block, i);
            blocks[slot] = block;
        }
        did(OPERATIONS);
    }

    private int place(int slot, int slots) {
        int moved = slot + distance;
        return moved < slots ? moved : moved - slots;
    }

    private int next() {
        distance = (distance + STRIDE) % shape.slots();
        return draws.next(OPERATIONS);
    }
}
