package org.pinfold.tools.bench.workload;

import org.pinfold.tools.peer.AddressPeer;
import org.pinfold.tools.peer.ObjectPeer;
import org.pinfold.tools.peer.Peer;

/** Shows that a loop has run with the allocator that was named. */
final class Proof {
    private Proof() {
    }

    /**
     * Asks the allocator for its own account of a block that it hands out, by the call that the loop makes.
     *
     * @throws RuntimeException if something else handed out the block
     */
    static void of(Peer peer, long size) {
        if (peer instanceof AddressPeer addresses) {
            long block = addresses.malloc(size);
            addresses.requireOwn(block, size);
            addresses.release(block);
        } else if (peer instanceof ObjectPeer<?> ofObjects) {
            ObjectPeer<Object> objects = ObjectPeer.ofAny(ofObjects);
            Object block = objects.malloc(size);
            objects.requireOwn(block, size);
            objects.release(block);
        }
    }
}
