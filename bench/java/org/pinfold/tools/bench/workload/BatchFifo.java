package org.pinfold.tools.bench.workload;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.pinfold.tools.peer.AddressPeer;
import org.pinfold.tools.peer.ObjectPeer;

/** Allocates as many blocks as there are slots, then frees them, first one first. An operation is one block. */
@State(Scope.Thread)
public class BatchFifo extends Batch {
    /** The loop over addresses. */
    @Benchmark
    public void addresses() {
        allocateAddresses();
        AddressPeer peer = addresses;
        long[] blocks = addressSlots;
        for (int i = 0; i < blocks.length; i++) {
            peer.release(blocks[i]);
        }
        did(blocks.length);
    }

    /** The loop over objects. */
    @Benchmark
    public void objects() {
        allocateObjects();
        ObjectPeer<Object> peer = objects;
        Object[] blocks = objectSlots;
        for (int i = 0; i < blocks.length; i++) {
            peer.release(blocks[i]);
        }
        did(blocks.length);
    }
}
