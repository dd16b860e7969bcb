package org.pinfold.tools.bench.workload;

import java.lang.reflect.Array;
import org.jctools.queues.SpscArrayQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.pinfold.tools.peer.AddressPeer;
import org.pinfold.tools.peer.Memory;
import org.pinfold.tools.peer.ObjectPeer;

/**
 * After xmalloc-test, by Lever and Boreham: some threads only allocate and others only free, and batches of blocks
 * travel from these to those. The original has one list of batches, behind a lock, for all threads; here each
 * allocating thread (those with an even index) has a freeing one to itself, with a queue of full batches to it and one
 * of used ones back, so that the allocator is measured and not the lock. Sizes are 16 bytes to 1 KiB, in steps of one
 * half: 16, 24, 32, 48, 64 ... An operation is counted where it begins.
 */
@State(Scope.Thread)
public class XmallocTest extends Loop {
    private static final int BATCHES = 16;
    private static final int SIZES = 13;

    private SpscArrayQueue<Object> full;
    private SpscArrayQueue<Object> used;

    @Override
    protected Shape drawn() {
        return new Shape(shape.slots(), 0, SIZES - 1);
    }

    @Override
    @SuppressWarnings("unchecked")
    protected void fill() {
        draws.mapSizes(kind -> (kind % 2 == 0 ? shape.least() : shape.least() * 3 / 2) << kind / 2);
        int pair = thread / 2;
        full = Subject.current().shared("full " + pair, SpscArrayQueue.class, () -> new SpscArrayQueue<>(BATCHES));
        used = Subject.current().shared("used " + pair, SpscArrayQueue.class, this::batches);
    }

    private SpscArrayQueue<Object> batches() {
        SpscArrayQueue<Object> batches = new SpscArrayQueue<>(BATCHES);
        for (int batch = 0; batch < BATCHES; batch++) {
            batches.offer(Array.newInstance(addresses != null ? long.class : Object.class, shape.slots()));
        }
        return batches;
    }

    /** The loop over addresses. */
    @Benchmark
    public void addresses() {
        if (thread % 2 == 0) {
            allocateAddresses((long[]) used.poll());
        } else {
            freeAddresses((long[]) full.poll());
        }
    }

    /** The loop over objects. */
    @Benchmark
    public void objects() {
        if (thread % 2 == 0) {
            allocateObjects((Object[]) used.poll());
        } else {
            freeObjects((Object[]) full.poll());
        }
    }

    private void allocateAddresses(long[] batch) {
        if (batch == null) {
            Thread.yield();
            return;
        }
        AddressPeer peer = addresses;
        int[] sizes = draws.sizes();
        int from = draws.next(shape.slots());
        for (int i = 0; i < batch.length; i++) {
            long block = peer.malloc(sizes[from + i]);
            Memory.putLong(block, i);
            batch[i] = block;
        }
        full.offer(batch);
        did(batch.length);
    }

    private void freeAddresses(long[] batch) {
        if (batch == null) {
            Thread.yield();
            return;
        }
        AddressPeer peer = addresses;
        for (long block : batch) {
            peer.release(block);
        }
        used.offer(batch);
    }

    private void allocateObjects(Object[] batch) {
        if (batch == null) {
            Thread.yield();
            return;
        }
        ObjectPeer<Object> peer = objects;
        int[] sizes = draws.sizes();
        int from = draws.next(shape.slots());
        for (int i = 0; i < batch.length; i++) {
            Object block = peer.malloc(sizes[from + i]);
            peer.putLong(block, i);
            batch[i] = block;
        }
        full.offer(batch);
        did(batch.length);
    }

    private void freeObjects(Object[] batch) {
        if (batch == null) {
            Thread.yield();
            return;
        }
        ObjectPeer<Object> peer = objects;
        for (Object block : batch) {
            peer.release(block);
        }
        used.offer(batch);
    }
}
