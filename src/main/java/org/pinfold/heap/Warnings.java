package org.pinfold.heap;

/** Tells what goes wrong and is not the caller's fault. */
final class Warnings {
    private static final System.Logger LOG = System.getLogger("org.pinfold");

    private Warnings() {
    }

    /** Where the Java heap has no room for a message, what has to be done is done without it. */
    static void warn(String what, Throwable e) {
        try {
            LOG.log(System.Logger.Level.WARNING, what + e.getMessage());
        } catch (OutOfMemoryError ignored) {
            // See above.
        }
    }
}
