package org.pinfold.faults;

/** Where the instrumented library comes by at each of its steps; see {@link Instrumenter}. */
public final class Steps {
    /** A kind of step, and so which errors the virtual machine itself can throw there. */
    public enum Kind {
        /** A method begins: the stack may be at its end. */
        ENTRY,
        /** Something is about to be allocated on the Java heap, which may be full. */
        ALLOCATION,
        /** Before an access that other threads see or make: a VarHandle's, an atomic's, that of a volatile field. */
        BEFORE,
        /** After it. */
        AFTER,
        /** After a plain store to a field or an array. */
        STORE
    }

    private static final Kind[] KINDS = Kind.values();

    private static volatile Victim victim;

    private Steps() {
    }

    /** Whose steps count from now on, or nobody's. */
    static void watch(Victim whom) {
        victim = whom;
    }

    /** Called by instrumented code. */
    public static void reach(int kind, String where) {
        Victim watched = victim;
        if (watched != null && watched.isCurrent()) {
            watched.reach(KINDS[kind], where);
        }
    }
}
