package org.pinfold.heap;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.pinfold.protocol.HeapGate;

/** What goes through a heap's gate: is refused when the heap is closed, and not ended under. */
abstract class Gated {
    private final HeapGate gate = new HeapGate();
    private final Runnable end;

    /** What is left to do when the heap is closed and nothing is under way. */
    Gated(Runnable end) {
        this.end = end;
    }

    /** From now on every slow path throws. */
    final void close() {
        if (gate.close() == HeapGate.Closing.DONE) {
            end.run();
        }
    }

    final boolean isOpen() {
        return gate.isOpen();
    }

    final void requireOpen() {
        if (!isOpen()) {
            throw closed();
        }
    }

    static IllegalStateException closed() {
        return new IllegalStateException("the heap is closed");
    }

    /** To be followed by {@link #exit} on whatever thread. */
    final void enter() {
        if (!gate.enter()) {
            throw closed();
        }
    }

    /** Who leaves a closing heap last, ends it. */
    final void exit() {
        if (gate.exit()) {
            end.run();
        }
    }

    /** Runs an action of upkeep that the heap must not end under. */
    final <T> T whileOpen(Supplier<T> action) {
        enter();
        try {
            return action.get();
        } finally {
            exit();
        }
    }

    /** As {@link #whileOpen}, where a heap that is closed is no error: then it answers {@code otherwise}. */
    final <T> T ifOpen(Supplier<T> action, T otherwise) {
        if (!gate.enter()) {
            return otherwise;
        }
        try {
            return action.get();
        } finally {
            exit();
        }
    }

    /** As {@link #whileOpen}, of what takes a block: no room is needed on the Java heap once it is taken. */
    final long takeWhileOpen(LongSupplier taking) {
        enter();
        try {
            return taking.getAsLong();
        } finally {
            exit();
        }
    }
}
