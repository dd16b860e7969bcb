package org.pinfold.tools.bench.ab;

import java.util.Set;

/**
 * Two sides and what they differ in. Each has classes of its own, so that it is compiled by itself: code that has both
 * ways in it is code that no program runs, and the way that is not taken still keeps the compiler from much.
 *
 * @param name of the difference
 * @param without the configuration of the first side
 * @param with that of the second
 * @param slowed whether the second side does a quarter more than it says
 */
record Contrast(String name, Configuration without, Configuration with, boolean slowed) {
    /** Nothing differs: what is seen here is noise. */
    static final String EQUALS = "control: nothing differs";
    /** The second is slow on purpose: if this is not seen, nothing could have been. */
    static final String SLOWED = "control: a quarter more work";

    /** What users choose by {@code Heap.Builder.learning}. */
    static final String LEARNING = "learning";
    /** The JDK's arenas, and a heap's. */
    static final String ARENAS = "arenas";

    /** A mechanism's. */
    static Contrast of(Mechanism mechanism) {
        return new Contrast(mechanism.option(), mechanism.without(), mechanism.with(), false);
    }

    /** A heap that learns beside one that does not. */
    static Contrast ofLearning() {
        return ofOne(LEARNING, Switch.LEARNING);
    }

    /** A heap's arenas beside the JDK's. */
    static Contrast ofArenas() {
        return ofOne(ARENAS, Switch.OWN_ARENAS);
    }

    /** One control: the same configuration twice. */
    static Contrast ofEquals(Configuration both) {
        return new Contrast(EQUALS, both, both, false);
    }

    /** The other control. */
    static Contrast ofSlowed(Configuration both) {
        return new Contrast(SLOWED, both, both, true);
    }

    private static Contrast ofOne(String name, Switch one) {
        return new Contrast(name, Configuration.DEFAULT.with(Set.of(one), false),
                Configuration.DEFAULT.with(Set.of(one), true), false);
    }

    /** Both sides, loaded now. */
    SidePair sides(Load load, long seed) {
        Side side = SideLoader.factory(without.has(Switch.BLOCK_STATE)).side(without, load, seed);
        try {
            Side other = SideLoader.factory(with.has(Switch.BLOCK_STATE)).side(with, load, seed);
            return new SidePair(side, slowed ? new SlowedSide(other) : other);
        } catch (RuntimeException e) {
            side.close();
            throw e;
        }
    }
}
