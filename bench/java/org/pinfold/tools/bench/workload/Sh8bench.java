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
 * After sh8bench, by MicroQuill: rounds in which blocks of many sizes, small ones more often, are allocated and then
 * freed, some in the order they were allocated in and some in the reverse; a few go to other threads. Here a round has
 * 1,024 blocks. Half of them have 16 to 63 bytes, three eighths 64 to 255, one eighth 256 to 1,000. Those with an even
 * index are freed newest first and then those with an odd one oldest first; one in sixteen is, before that, exchanged
 * for what lies in a common place. An operation is one block.
 */
@State(Scope.Thread)
public class Sh8bench extends Loop {
    private static final int KINDS = 8;
    private static final long NUMBERS = 1 << 16;
    private static final int EXCHANGED_ONE_IN = 16;

    private AtomicLongArray commonAddresses;
    private AtomicReferenceArray<Object> commonObjects;

    @Override
    protected Shape drawn() {
        return new Shape(KINDS, 0, NUMBERS - 1);
    }

    @Override
    @SuppressWarnings("unchecked")
    protected void fill() {
        int[] kinds = draws.slots();
        for (int i = 0; i < kinds.length; i++) {
            draws.sizes()[i] = size(kinds[i], draws.sizes()[i]);
        }
        int places = shape.slots() / EXCHANGED_ONE_IN;
        commonAddresses = Subject.current().shared("addresses", AtomicLongArray.class,
                () -> new AtomicLongArray(places));
        commonObjects = Subject.current().shared("objects", AtomicReferenceArray.class,
                () -> new AtomicReferenceArray<>(places));
    }

    /** The size that one of eight kinds and a 16-bit number stand for. */
    private static int size(int kind, int number) {
        if (kind < 4) {
            return 16 + number % 48;
        }
        return kind < 7 ? 64 + number % 192 : 256 + number % 745;
    }

    /** The loop over addresses. */
    @Benchmark
    public void addresses() {
        AddressPeer peer = addresses;
        long[] blocks = addressSlots;
        int[] sizes = draws.sizes();
        int from = draws.next(shape.slots());
        for (int i = 0; i < blocks.length; i++) {
            long block = peer.malloc(sizes[from + i]);
            Memory.putLong(block, i);
            blocks[i] = block;
        }
        for (int i = 0; i < blocks.length; i += EXCHANGED_ONE_IN) {
            blocks[i] = commonAddresses.getAndSet(i / EXCHANGED_ONE_IN, blocks[i]);
        }
        for (int i = blocks.length - 2; i >= 0; i -= 2) {
            // In the first round there is nothing to exchange for.
            if (blocks[i] != 0) {
                peer.release(blocks[i]);
            }
        }
        for (int i = 1; i < blocks.length; i += 2) {
            peer.release(blocks[i]);
        }
        did(blocks.length);
    }

    /** The loop over objects. */
    @Benchmark
    public void objects() {
        ObjectPeer<Object> peer = objects;
        Object[] blocks = objectSlots;
        int[] sizes = draws.sizes();
        int from = draws.next(shape.slots());
        for (int i = 0; i < blocks.length; i++) {
            Object block = peer.malloc(sizes[from + i]);
            peer.putLong(block, i);
            blocks[i] = block;
        }
        for (int i = 0; i < blocks.length; i += EXCHANGED_ONE_IN) {
            blocks[i] = commonObjects.getAndSet(i / EXCHANGED_ONE_IN, blocks[i]);
        }
        for (int i = blocks.length - 2; i >= 0; i -= 2) {
            if (blocks[i] != null) {
                peer.release(blocks[i]);
            }
        }
        for (int i = 1; i < blocks.length; i += 2) {
            peer.release(blocks[i]);
        }
        did(blocks.length);
    }
}
