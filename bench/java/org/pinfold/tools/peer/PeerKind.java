package org.pinfold.tools.peer;

import java.util.Map;
import java.util.function.Function;

/**
 * An allocator that can be asked for by name.
 *
 * @param name what users call it
 * @param factory makes one for a demand, ready to use
 * @param environment variables that its virtual machine has to be started with
 */
public record PeerKind(String name, Function<Demand, Peer> factory, Map<String, String> environment) {
    public PeerKind {
        environment = Map.copyOf(environment);
    }

    public PeerKind(String name, Function<Demand, Peer> factory) {
        this(name, factory, Map.of());
    }

    /**
     * Makes the peer.
     *
     * @throws PeerMissingException if its library is not installed or not on the class path
     */
    public Peer create(Demand demand) {
        try {
            return factory.apply(demand);
        } catch (LinkageError e) {
            if (e.getCause() instanceof PeerMissingException missing) {
                throw missing;
            }
            throw new PeerMissingException("cannot be loaded: " + e, e);
        }
    }
}
