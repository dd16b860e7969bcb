package org.pinfold.tools.bench.workload;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.pinfold.tools.peer.AddressPeer;
import org.pinfold.tools.peer.Memory;
import org.pinfold.tools.peer.ObjectPeer;

/**
 * After glibc-simple, from glibc's own benchmarks: a number of blocks of one size is allocated, then freed in the same
 * order; 25, 100, 400 and 1,600 of them, and as many operations with each number. Here a call goes through all of that
 * for blocks of 16, 32 and 64 bytes, where the original reports them one by one. An operation is one block.
 */
@State(Scope.Thread)
public class GlibcSimple extends Loop {
    private static final int[] COUNTS = {25, 100, 400, 1600};

    /** The loop over addresses. */
    @Benchmark
    public void addresses() {
        for (long size = shape.least(); size <= shape.most(); size *= 2) {
            for (int count : COUNTS) {
                for (int done = 0; done < shape.slots(); done += count) {
                    addresses(size, count);
                }
                did(shape.slots());
            }
        }
    }

    /** The loop over objects. */
    @Benchmark
    public void objects() {
        for (long size = shape.least(); size <= shape.most(); size *= 2) {
            for (int count : COUNTS) {
                for (int done = 0; done < shape.slots(); done += count) {
                    objects(size, count);
                }
                did(shape.slots());
            }
        }
    }

    private void addresses(long size, int count) {
        AddressPeer peer = addresses;
        long[] blocks = addressSlots;
        for (int i = 0; i < count; i++) {
            long block = peer.malloc(size);
            Memory.putLong(block, i);
            blocks[i] = block;
        }
        for (int i = 0; i < count; i++) {
            peer.release(blocks[i]);
        }
    }

    private void objects(long size, int count) {
        ObjectPeer<Object> peer = objects;
        Object[] blocks = objectSlots;
        for (int i = 0; i < count; i++) {
            Object block = peer.malloc(size);
            peer.putLong(block, i);
            blocks[i] = block;
        }
        for (int i = 0; i < count; i++) {
            peer.release(blocks[i]);
        }
    }
}
