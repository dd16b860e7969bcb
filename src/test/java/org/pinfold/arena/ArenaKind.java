package org.pinfold.arena;

import java.lang.foreign.Arena;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pinfold.Heap;

/** The kinds of arenas: the JDK's own, and a heap's. */
public enum ArenaKind {
    CONFINED(Arena::ofConfined, Heap::confinedArena),
    SHARED(Arena::ofShared, Heap::sharedArena),
    AUTO(Arena::ofAuto, Heap::autoArena);

    private final Supplier<Arena> jdk;
    private final Function<Heap, Arena> pinfold;

    ArenaKind(Supplier<Arena> jdk, Function<Heap, Arena> pinfold) {
        this.jdk = jdk;
        this.pinfold = pinfold;
    }

    /** Opens the JDK's. */
    public Supplier<Arena> jdk() {
        return jdk;
    }

    /** Opens a heap's. */
    public Supplier<Arena> of(Heap heap) {
        return () -> pinfold.apply(heap);
    }
}
