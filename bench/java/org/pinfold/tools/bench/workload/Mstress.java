package org.pinfold.tools.bench.workload;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.pinfold.tools.peer.AddressPeer;
import org.pinfold.tools.peer.Memory;
import org.pinfold.tools.peer.ObjectPeer;

/**
 * After mstress, from mimalloc's tests: threads allocate and free blocks whose sizes are powers of two, with some far
 * larger ones, and exchange some of them through a common array. Here an operation replaces the block of one of 1,024
 * random slots by one of 8 to 1,024 bytes, or, one in a hundred, of 512 bytes to 64 KiB; every fourth one is then
 * exchanged for what lies in that slot of the common array. The original also ends and starts its threads, and fills
 * blocks.
 */
@State(Scope.Thread)
public class Mstress extends Loop {
    private static final int OPERATIONS = 1024;
    private static final int POWERS = 8;
    private static final long SMALL_DRAWS = 792;
    private static final long ALL_DRAWS = 800;
    private static final int LARGER_BY = 6;
    private static final int EXCHANGED_ONE_IN = 4;

    private AtomicLongArray commonAddresses;
    private AtomicReferenceArray<Object> commonObjects;

    @Override
    protected Shape drawn() {
        return new Shape(shape.slots(), 0, ALL_DRAWS - 1);
    }

    @Override
    @SuppressWarnings("unchecked")
    protected void fill() {
        draws.mapSizes(number -> shape.least() << number % POWERS + (number < SMALL_DRAWS ? 0 : LARGER_BY));
        commonAddresses = Subject.current().shared("addresses", AtomicLongArray.class,
                () -> new AtomicLongArray(shape.slots()));
        commonObjects = Subject.current().shared("objects", AtomicReferenceArray.class,
                () -> new AtomicReferenceArray<>(shape.slots()));
    }

    /** The loop over addresses. */
    @Benchmark
    public void addresses() {
        AddressPeer peer = addresses;
        long[] blocks = addressSlots;
        int[] slots = draws.slots();
        int[] sizes = draws.sizes();
        AtomicLongArray common = commonAddresses;
        int from = draws.next(OPERATIONS);
        for (int i = from; i < from + OPERATIONS; i++) {
            int slot = slots[i];
            // Slots are empty at first.
            if (blocks[slot] != 0) {
                peer.release(blocks[slot]);
            }
            long block = peer.malloc(sizes[i]);
            Memory.putLong(block, i);
            blocks[slot] = i % EXCHANGED_ONE_IN == 0 ? common.getAndSet(slot, block) : block;
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
        AtomicReferenceArray<Object> common = commonObjects;
        int from = draws.next(OPERATIONS);
        for (int i = from; i < from + OPERATIONS; i++) {
            int slot = slots[i];
            if (blocks[slot] != null) {
                peer.release(blocks[slot]);
            }
            Object block = peer.malloc(sizes[i]);
            peer.putLong(block, i);
            blocks[slot] = i % EXCHANGED_ONE_IN == 0 ? common.getAndSet(slot, block) : block;
        }
        did(OPERATIONS);
    }
}
