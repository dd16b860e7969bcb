package org.pinfold.tools.memory;

import java.util.function.Supplier;
import org.pinfold.tools.peer.Demand;
import org.pinfold.tools.peer.Peer;

/** What a program does with memory; the sizes and their order are the same in every run. */
public interface Scenario {
    /** What an allocator has to hold for it, all threads together. */
    Demand demand();

    /**
     * Runs it, once, on the calling thread and others that it starts.
     *
     * @param more makes further allocators like {@code peer}
     */
    void run(Peer peer, Supplier<Peer> more, Meter meter);
}
