package org.pinfold.tools.bench.workload;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.pinfold.tools.peer.AddressPeer;
import org.pinfold.tools.peer.Memory;
import org.pinfold.tools.peer.ObjectPeer;

/**
 * After cache-thrash, by Berger: does the allocator put blocks of two threads in one cache line (active false sharing)?
 * Each thread allocates a small block, writes it again and again and frees it; where lines are shared, each write costs
 * a miss. Here a block has 8 bytes and is written 32 times. An operation is one block.
 */
@State(Scope.Thread)
public class CacheThrash extends Loop {
    private static final int OPERATIONS = 128;
    private static final int WRITES = 32;

    /** The loop over addresses. */
    @Benchmark
    public void addresses() {
        AddressPeer peer = addresses;
        long size = shape.most();
        for (int i = 0; i < OPERATIONS; i++) {
            long block = peer.malloc(size);
            for (int written = 0; written < WRITES; written++) {
                // Volatile in effect: nobody may leave out all but the last.
                Memory.putLongOpaque(block, written);
            }
            peer.release(block);
        }
        did(OPERATIONS);
    }

    /** The loop over objects. */
    @Benchmark
    public void objects() {
        ObjectPeer<Object> peer = objects;
        long size = shape.most();
        for (int i = 0; i < OPERATIONS; i++) {
            Object block = peer.malloc(size);
            for (int written = 0; written < WRITES; written++) {
                Memory.putLongOpaque(peer.address(block), written);
            }
            peer.release(block);
        }
        did(OPERATIONS);
    }
}
