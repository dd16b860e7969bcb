package org.pinfold.tools.bench.workload;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.pinfold.tools.peer.AddressPeer;
import org.pinfold.tools.peer.Memory;
import org.pinfold.tools.peer.ObjectPeer;

/**
 * Allocates a block and frees it at once. An operation is one such pair. It measures for the most part how soon what
 * the free stored can be loaded by the next allocation; other rows say more about programs.
 */
@State(Scope.Thread)
public class Pair extends Loop {
    private static final int OPERATIONS = 1024;

    /** The loop over addresses. */
    @Benchmark
    public void addresses() {
        AddressPeer peer = addresses;
        long size = shape.most();
        for (int i = 0; i < OPERATIONS; i++) {
            long block = peer.malloc(size);
            Memory.putLong(block, i);
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
            peer.putLong(block, i);
            peer.release(block);
        }
        did(OPERATIONS);
    }
}
