package org.pinfold.tools.bench.ab;

/** Makes sides that share their classes. */
@FunctionalInterface
public interface SideFactory {
    /** A side with a new heap; {@code seed} decides sizes and orders. */
    Side side(Configuration configuration, Load load, long seed);
}
