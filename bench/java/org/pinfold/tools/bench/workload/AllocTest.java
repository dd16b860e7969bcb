package org.pinfold.tools.bench.workload;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.pinfold.tools.peer.AddressPeer;
import org.pinfold.tools.peer.Memory;
import org.pinfold.tools.peer.ObjectPeer;

/**
 * After alloc-test, by OLogN Technologies: a random slot is picked; if it is empty a block is put there, else that
 * block is freed. Slots and sizes follow the 80/20 rule of real programs: four fifths of the picks go to one fifth of
 * the slots, and sizes are powers of two from 8 to 1,024 bytes, each half as frequent as the one below it. The original
 * has far more slots and refines the rule six times; it also reads and writes whole blocks. An operation has two
 * halves, a pick that allocates and a later one that frees: the allocations are counted.
 */
@State(Scope.Thread)
public class AllocTest extends Loop {
    private static final int PICKS = 2048;
    private static final long NUMBERS = 1 << 16;
    /** Of 256. */
    private static final int FAVOURED = 205;
    private static final int POWERS = 8;

    @Override
    protected Shape drawn() {
        return new Shape(shape.slots(), 0, NUMBERS - 1);
    }

    @Override
    protected void fill() {
        int[] slots = draws.slots();
        for (int i = 0; i < slots.length; i++) {
            if (draws.size(i) % 256 < FAVOURED) {
                slots[i] %= shape.slots() / 5;
            }
        }
        // The lowest bit set is bit k in one of 2^(k+1) numbers; the largest size has what remains.
        draws.mapSizes(number -> shape.least() << Long.numberOfTrailingZeros(number / 256 | 1 << POWERS - 1));
    }

    /** The loop over addresses. */
    @Benchmark
    public void addresses() {
        AddressPeer peer = addresses;
        long[] blocks = addressSlots;
        int[] slots = draws.slots();
        int[] sizes = draws.sizes();
        int allocated = 0;
        int from = draws.next(PICKS);
        for (int i = from; i < from + PICKS; i++) {
            int slot = slots[i];
            if (blocks[slot] == 0) {
                long block = peer.malloc(sizes[i]);
                Memory.putLong(block, i);
                blocks[slot] = block;
                allocated++;
            } else {
                peer.release(blocks[slot]);
                blocks[slot] = 0;
            }
        }
        did(allocated);
    }

    /** The loop over objects. */
    @Benchmark
    public void objects() {
        ObjectPeer<Object> peer = objects;
        Object[] blocks = objectSlots;
        int[] slots = draws.slots();
        int[] sizes = draws.sizes();
        int allocated = 0;
        int from = draws.next(PICKS);
        for (int i = from; i < from + PICKS; i++) {
            int slot = slots[i];
            if (blocks[slot] == null) {
                Object block = peer.malloc(sizes[i]);
                peer.putLong(block, i);
                blocks[slot] = block;
                allocated++;
            } else {
                peer.release(blocks[slot]);
                blocks[slot] = null;
            }
        }
        did(allocated);
    }
}
