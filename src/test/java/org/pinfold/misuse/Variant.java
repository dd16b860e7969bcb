package org.pinfold.misuse;

import java.util.stream.Stream;
import org.pinfold.Backing;
import org.pinfold.Frees;
import org.pinfold.Heap;

/**
 * The kinds of heaps that catch misuse. {@link Backing#SYSTEM} is none of them: it passes every call through.
 */
enum Variant {
    MAPPED(Backing.MMAP, Frees.ORDERED, false),
    MAPPED_EXACT(Backing.MMAP, Frees.EXACT, false),
    ARENAS(Backing.ARENA, Frees.ORDERED, false),
    ARENAS_EXACT(Backing.ARENA, Frees.EXACT, false),
    HARDENED(Backing.MMAP, Frees.EXACT, true);

    private final Backing backing;
    private final Frees frees;
    private final boolean hardened;

    Variant(Backing backing, Frees frees, boolean hardened) {
        this.backing = backing;
        this.frees = frees;
        this.hardened = hardened;
    }

    /** The heaps that do not look at what is in blocks. */
    static Stream<Variant> ordinary() {
        return Stream.of(values()).filter(variant -> !variant.hardened);
    }

    Heap.Builder builder() {
        return Heap.builder().limit(Setup.LIMIT).backing(backing).frees(frees).hardened(hardened);
    }

    Heap open() {
        return builder().build();
    }

    boolean isMapped() {
        return backing == Backing.MMAP;
    }

    boolean isHardened() {
        return hardened;
    }

    /** Whether of any number of frees that race, exactly one succeeds. */
    boolean isExact() {
        return frees == Frees.EXACT;
    }
}
