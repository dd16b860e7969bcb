package org.pinfold.tools.bench.ab;

/** Does five rounds for each four that it is asked for, and says nothing of it. */
final class SlowedSide implements Side {
    private static final int MORE = 4;

    private final Side side;

    SlowedSide(Side side) {
        this.side = side;
    }

    @Override
    public long cpuNanos(int rounds) {
        return side.cpuNanos(rounds + Math.ceilDiv(rounds, MORE));
    }

    @Override
    public int operations() {
        return side.operations();
    }

    @Override
    public HeapLook look() {
        return side.look();
    }

    @Override
    public void close() {
        side.close();
    }
}
