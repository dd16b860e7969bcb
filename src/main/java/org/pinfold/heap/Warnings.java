package org.pinfold.heap;

import java.util.function.Supplier;

/**
 * Tells what goes wrong and is not the caller's fault. Where the Java heap has no room for a message, what has to be
 * done is done without it.
 */
final class Warnings {
    private Warnings() {
    }

    static void warn(String what, Throwable e) {
        warn(() -> what + e.getMessage());
    }

    static void warn(Supplier<String> message) {
        tell(message, null);
    }

    /** With the stack of what was thrown. */
    static void failed(String what, Throwable e) {
        tell(() -> what, e);
    }

    /** A logger is asked for when there is something to tell: it has the VM load more than most parts of a heap. */
    private static void tell(Supplier<String> message, Throwable e) {
        try {
            System.getLogger("org.pinfold").log(System.Logger.Level.WARNING, message.get(), e);
        } catch (OutOfMemoryError ignored) {
            // See above.
        }
    }
}
