package org.pinfold.tools.bench.ab;

/**
 * Two sides and what they differ in.
 *
 * @param name of the difference
 * @param without the configuration of the first side
 * @param with that of the second
 * @param apart whether each side has classes of its own
 * @param slowed whether the second side does a quarter more than it says
 */
record Contrast(String name, Configuration without, Configuration with, boolean apart, boolean slowed) {
    /** Nothing differs: what is seen here is noise. */
    static final String EQUALS = "control: nothing differs";
    /** The second is slow on purpose: if this is not seen, nothing could have been. */
    static final String SLOWED = "control: a quarter more work";

    /** A mechanism's. */
    static Contrast of(Mechanism mechanism) {
        return new Contrast(mechanism.option(), mechanism.without(), mechanism.with(), mechanism.isApart(), false);
    }

    /** The control of contrasts whose sides share their classes, or do not. */
    static Contrast equals(boolean apart) {
        return new Contrast(EQUALS, Configuration.DEFAULT, Configuration.DEFAULT, apart, false);
    }

    /** The other control. */
    static Contrast ofSlowed() {
        return new Contrast(SLOWED, Configuration.DEFAULT, Configuration.DEFAULT, false, true);
    }

    /** Both sides, loaded now. */
    SidePair sides(Load load, long seed) {
        SideFactory first = SideLoader.factory(without.blockState());
        SideFactory second = apart ? SideLoader.factory(with.blockState()) : first;
        Side side = first.side(without, load, seed);
        try {
            Side other = second.side(with, load, seed);
            return new SidePair(side, slowed ? new SlowedSide(other) : other);
        } catch (RuntimeException e) {
            side.close();
            throw e;
        }
    }
}
