package org.pinfold.heap;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** Threads that end when the check says so. */
final class MadeUpThreads extends Callers {
    private static final int MOST = 1 << 7;

    private final AtomicIntegerArray ended = new AtomicIntegerArray(MOST);

    /** Says whether one of them has ended. */
    private final class MadeUpOwner extends Owner {
        MadeUpOwner(long number) {
            super(null, number);
        }

        @Override
        boolean isDead() {
            return ended.get((int) number()) != 0;
        }
    }

    @Override
    long number() {
        return Roles.played();
    }

    @Override
    boolean isVirtual() {
        return false;
    }

    @Override
    Owner owner() {
        return new MadeUpOwner(number());
    }

    /** The calling thread's last step. */
    void end() {
        ended.set((int) number(), 1);
    }
}
