package org.pinfold.misuse;

import java.util.stream.Stream;
import org.pinfold.Backing;
import org.pinfold.Frees;
import org.pinfold.Heap;

/**
 * The kinds of heaps that catch misuse. {@link Backing#SYSTEM} is none of them: it passes every call through.
 */
enum Variant {
    MAPPED(Backing.MMAP, Frees.ORDERED, false, false),
    MAPPED_EXACT(Backing.MMAP, Frees.EXACT, false, false),
    ARENAS(Backing.ARENA, Frees.ORDERED, false, false),
    ARENAS_EXACT(Backing.ARENA, Frees.EXACT, false, false),
    GUARDED(Backing.MMAP, Frees.ORDERED, false, true),
    HARDENED(Backing.MMAP, Frees.EXACT, true, false),
    HARDENED_AND_GUARDED(Backing.MMAP, Frees.EXACT, true, true);

    private final Backing backing;
    private final Frees frees;
    private final boolean hardened;
    private final boolean guarded;

    Variant(Backing backing, Frees frees, boolean hardened, boolean guarded) {
        this.backing = backing;
        this.frees = frees;
        this.hardened = hardened;
        this.guarded = guarded;
    }

    /** The heaps that do not look at what is in blocks. */
    static Stream<Variant> ordinary() {
        return Stream.of(values()).filter(variant -> !variant.hardened && !variant.guarded);
    }

    /** One of each kind, where the difference between ordered and exact frees is none. */
    static Stream<Variant> kinds() {
        return Stream.of(MAPPED, ARENAS, GUARDED, HARDENED);
    }

    Heap.Builder builder() {
        return Heap.builder().limit(Setup.LIMIT).backing(backing).frees(frees).hardened(hardened)
                .guardPages(guarded);
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

    /** Whether large blocks stand between pages that end the VM of who touches them. */
    boolean isGuarded() {
        return guarded;
    }

    /** Whether of any number of frees that race, exactly one succeeds. */
    boolean isExact() {
        return frees == Frees.EXACT;
    }
}
