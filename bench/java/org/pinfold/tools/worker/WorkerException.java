package org.pinfold.tools.worker;

/** A worker that gave no answer. */
public final class WorkerException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why there is no answer. */
    public enum Kind {
        /** The allocator is not there to be run. */
        MISSING,
        /** The replay threw. */
        FAILED,
        /** The virtual machine ended. */
        CRASHED,
        /** The time allowed has passed. */
        TIMED_OUT
    }

    private final Kind kind;

    public WorkerException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
