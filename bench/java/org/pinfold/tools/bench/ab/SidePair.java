package org.pinfold.tools.bench.ab;

/** The two sides of a group of pairs. */
record SidePair(Side without, Side with) implements AutoCloseable {
    @Override
    public void close() {
        try (with) {
            without.close();
        }
    }
}
