package org.pinfold.migration;

import java.lang.foreign.Arena;
import org.pinfold.Heap;

/** A heap's confined arena for each request. */
final class RequestAfter implements Request {
    private final Heap heap;

    RequestAfter(Heap heap) {
        this.heap = heap;
    }

    // region arena
    @Override
    public long length(String text) {
        try (Arena arena = heap.confinedArena()) {
            return RequestBefore.strlen(arena.allocateFrom(text));
        }
    }
    // endregion
}
