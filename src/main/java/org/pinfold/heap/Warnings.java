package org.pinfold.heap;

import java.util.function.Supplier;

/** Tells what goes wrong and is not the caller's fault. */
final class Warnings {
    private static final System.Logger LOG = System.getLogger("org.pinfold");

    private Warnings() {
    }

    static void warn(String what, Throwable e) {
        warn(() -> what + e.getMessage());
    }

    /** Where the Java heap has no room for a message, what has to be done is done without it. */
    static void warn(Supplier<String> message) {
        try {
            LOG.log(System.Logger.Level.WARNING, message.get());
        } catch (OutOfMemoryError ignored) {
            // See above.
        }
    }
}
