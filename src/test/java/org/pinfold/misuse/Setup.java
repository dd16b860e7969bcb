package org.pinfold.misuse;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException.Kind;
import org.pinfold.Sizes;

/** What misuse is tried on: a kind of heap, and a size of blocks. */
record Setup(Variant variant, Sizes size) {
    /** In bytes; room for a few huge blocks. */
    static final long LIMIT = 64 << 20;

    static Stream<Setup> all() {
        return Stream.of(Variant.values()).flatMap(variant ->
                Stream.of(Sizes.values()).map(size -> new Setup(variant, size)));
    }

    /**
     * A heap that gives nothing back by itself: as what a misuse is reported depends on whether the slab is still
     * there, and that may not depend on how long the test takes from one call to the next.
     */
    Heap open() {
        return variant.builder().maintenance(false).purgeDelay(Duration.ofDays(1)).build();
    }

    /** Of what was asked for, in bytes. */
    long bytes() {
        return size.bytes;
    }

    boolean isMapped() {
        return variant.isMapped();
    }

    /** Whether such a block is a slab of its own: its frees are exact, whatever the heap's are. */
    boolean isLarge() {
        return size == Sizes.LARGE || size == Sizes.HUGE;
    }

    /**
     * What a free block may be reported as while its slab is there: a large block's goes with it. Where a huge one was
     * in arenas, there may be anything of the JDK's by then, or of the heap's. One that stood between guard pages did
     * not begin where its slab's block does.
     */
    Set<Kind> freed() {
        if (!isLarge()) {
            return EnumSet.of(Kind.DOUBLE_FREE);
        }
        Set<Kind> kinds = EnumSet.of(Kind.DOUBLE_FREE, Kind.NOT_ALLOCATED);
        if (variant.isGuarded() || size == Sizes.HUGE && !isMapped()) {
            kinds.add(Kind.INTERIOR_POINTER);
        }
        if (!isMapped()) {
            kinds.add(Kind.FOREIGN_POINTER);
        }
        return kinds;
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
        return variant + " " + size;
    }
}
