package org.pinfold.faults;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.pinfold.faults.Steps.Kind;

/**
 * What happens to the victim when it comes by a step. No error comes out of a plain store. Where a thread stops makes a
 * difference to others only if it has done something since the step before.
 */
enum StepFault {
    /** The Java heap is full, for this one allocation; the thread goes on. */
    FULL(Kind.ALLOCATION),
    /** The Java heap is full until the operation is over; the thread goes on. */
    FULL_FOR_LONG(Kind.ALLOCATION),
    /** An error of its own kind ends the thread. */
    DIES(Kind.ENTRY, Kind.ALLOCATION, Kind.BEFORE, Kind.AFTER),
    /** An {@code OutOfMemoryError} ends the thread, unless somebody on the way catches it. */
    DIES_OF_MEMORY(Kind.ENTRY, Kind.ALLOCATION, Kind.BEFORE, Kind.AFTER),
    /** A {@code StackOverflowError} ends the thread. */
    DIES_OF_STACK(Kind.ENTRY, Kind.ALLOCATION, Kind.BEFORE, Kind.AFTER),
    /** It stops while others use the heap, and then goes on. */
    PAUSES(Kind.AFTER, Kind.STORE),
    /** It stops for as long as there is the heap. */
    STOPS(Kind.AFTER, Kind.STORE);

    private static final String FATAL = "injected, to end the thread";

    private final Set<Kind> kinds;

    StepFault(Kind... kinds) {
        this.kinds = EnumSet.copyOf(List.of(kinds));
    }

    /** Whether it can happen at a step of this kind. */
    boolean applies(Kind kind) {
        return kinds.contains(kind);
    }

    /** Whether it is an error that the virtual machine can throw there, so that nothing may be lost. */
    boolean isReal() {
        return this == FULL || this == FULL_FOR_LONG;
    }

    boolean isStop() {
        return this == PAUSES || this == STOPS;
    }

    /** Whether the thread ends of it. */
    boolean kills() {
        return !isReal() && !isStop();
    }

    /** What is thrown, if the thread does not stop. */
    Error error() {
        return switch (this) {
            case FULL, FULL_FOR_LONG -> new OutOfMemoryError("injected");
            case DIES_OF_MEMORY -> new OutOfMemoryError(FATAL);
            case DIES_OF_STACK -> new StackOverflowError("injected");
            default -> new Injected();
        };
    }

    /** Whether a user must not catch it. */
    static boolean isFatal(OutOfMemoryError e) {
        return FATAL.equals(e.getMessage());
    }

    /** Thrown by nobody else. */
    private static final class Injected extends Error {
        private static final long serialVersionUID = 1L;

        Injected() {
            super("injected");
        }
    }
}
