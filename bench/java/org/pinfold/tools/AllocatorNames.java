package org.pinfold.tools;

import java.util.Iterator;
import org.pinfold.tools.peer.Peers;

/** For the help: what {@code --allocator} may name. */
final class AllocatorNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Peers.standard().names().iterator();
    }
}
