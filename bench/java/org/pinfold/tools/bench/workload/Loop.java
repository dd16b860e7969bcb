package org.pinfold.tools.bench.workload;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.ThreadParams;
import org.pinfold.tools.peer.AddressPeer;
import org.pinfold.tools.peer.ObjectPeer;
import org.pinfold.tools.peer.Peer;

/**
 * A benchmark that calls the {@link Subject}'s allocator: by one of two loops, whichever the allocator has the blocks
 * for. Every block's first 8 bytes are written.
 */
public abstract class Loop extends Metered {
    /** The allocator, if it is one of addresses. */
    protected AddressPeer addresses;
    /** The allocator, if it is one of objects. */
    protected ObjectPeer<Object> objects;
    /** The blocks that the loop over addresses holds. */
    protected long[] addressSlots;
    /** The blocks that the loop over objects holds. */
    protected Object[] objectSlots;
    /** How much is allocated. */
    protected Shape shape;
    /** Which of the threads this is, from 0 on. */
    protected int thread;
    /** How many there are. */
    protected int threads;
    /** Sizes and orders. */
    protected Draws draws;

    /** Called by JMH on the thread that will run the loop. */
    @Setup(Level.Trial)
    public final void choose(ThreadParams params) {
        Subject subject = Subject.current();
        shape = subject.shape();
        thread = params.getThreadIndex();
        threads = params.getThreadCount();
        draws = new Draws(subject.seed() + thread, drawn());
        Peer peer = subject.peer().forThread();
        if (peer instanceof AddressPeer ofAddresses) {
            addresses = ofAddresses;
            addressSlots = new long[shape.slots()];
        } else if (peer instanceof ObjectPeer<?> ofObjects) {
            objects = ObjectPeer.ofAny(ofObjects);
            objectSlots = new Object[shape.slots()];
        } else {
            throw new IllegalStateException(peer.identity() + " hands out neither addresses nor objects");
        }
        fill();
    }

    /** Called by JMH on the thread that has run the loop: it must have run with the allocator that was named. */
    @TearDown(Level.Trial)
    public final void prove() {
        drain();
        Proof.of(addresses != null ? addresses : objects, shape.most());
    }

    /** What slots and sizes are drawn for; workloads whose sizes are not evenly spread draw something else. */
    protected Shape drawn() {
        return shape;
    }

    /** Allocates what is to be there before the loop runs for the first time. */
    protected void fill() {
    }

    /** Frees what is left after the loop has run for the last time. */
    protected void drain() {
    }
}
