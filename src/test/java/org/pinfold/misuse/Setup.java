package org.pinfold.misuse;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.pinfold.Backing;
import org.pinfold.Frees;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException.Kind;
import org.pinfold.Sizes;

/**
 * What misuse is tried on: a kind of heap, and a size of blocks. {@link Backing#SYSTEM} is none of them, as it passes
 * every call through and catches nothing.
 */
record Setup(Backing backing, Frees frees, Sizes size) {
    /** In bytes; room for a few huge blocks. */
    static final long LIMIT = 64 << 20;

    private static final List<Backing> SOURCES = List.of(Backing.MMAP, Backing.ARENA);

    static Stream<Setup> all() {
        return kinds().flatMap(kind ->
                Stream.of(Sizes.values()).map(size -> new Setup(kind.backing(), kind.frees(), size)));
    }

    /** Every kind of heap once, with small blocks. */
    static Stream<Setup> kinds() {
        return SOURCES.stream().flatMap(backing ->
                Stream.of(Frees.values()).map(frees -> new Setup(backing, frees, Sizes.SMALL)));
    }

    Heap open() {
        return builder().build();
    }

    Heap.Builder builder() {
        return Heap.builder().limit(LIMIT).backing(backing).frees(frees);
    }

    /** Of what was asked for, in bytes. */
    long bytes() {
        return size.bytes;
    }

    boolean isMapped() {
        return backing == Backing.MMAP;
    }

    /** Whether such a block is a slab of its own: its frees are exact, whatever the heap's are. */
    boolean isLarge() {
        return size == Sizes.LARGE || size == Sizes.HUGE;
    }

    /**
     * What a free block may be reported as while its slab is there: a large block's goes with it. Where a huge one was
     * in arenas, there may be anything of the JDK's by then, or of the heap's.
     */
    Set<Kind> freed() {
        return switch (size) {
            case SMALL, MID -> EnumSet.of(Kind.DOUBLE_FREE);
            case LARGE -> EnumSet.of(Kind.DOUBLE_FREE, Kind.NOT_ALLOCATED);
            case HUGE -> isMapped() ? EnumSet.of(Kind.DOUBLE_FREE, Kind.NOT_ALLOCATED)
                    : EnumSet.complementOf(EnumSet.of(Kind.SIZE_MISMATCH));
        };
    }

    /** What it may be reported as after many others were freed too, and its slab may have gone. */
    Set<Kind> freedAndGone() {
        Set<Kind> kinds = EnumSet.copyOf(freed());
        kinds.add(Kind.NOT_ALLOCATED);
        return kinds;
    }

    /** How many such blocks a test may have at once. */
    int several() {
        return switch (size) {
            case SMALL -> 500;
            case MID -> 100;
            case LARGE -> 8;
            case HUGE -> 2;
        };
    }

    @Override
    public String toString() {
        return backing + " " + frees + " " + size;
    }
}
