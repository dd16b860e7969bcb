package org.pinfold.arena;

import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** What becomes of an action, as text that can be compared: messages tell addresses, which differ. */
final class Outcome {
    private static final Pattern ADDRESS = Pattern.compile("address: 0x[0-9a-f]+");


    /** Something that may throw anything. */
    @FunctionalInterface
    interface Action {
        Object act() throws Throwable;
    }

    private Outcome() {
    }

    /** What it answers, or the class of what it throws. */
    static String of(Action action) {
        try {
            return String.valueOf(action.act());
        } catch (Throwable e) {
            return e.getClass().getName();
        }
    }

    /** As {@link #of}, with the message and what is suppressed: of what the JDK throws on either side. */
    static String told(Action action) {
        try {
            return String.valueOf(action.act());
        } catch (Throwable e) {
            StringBuilder text = new StringBuilder(e.toString());
            for (Throwable suppressed : e.getSuppressed()) {
                text.append(", suppressed ").append(suppressed);
            }
            return ADDRESS.matcher(text).replaceAll("address");
        }
    }

    /** As {@link #told}, on another thread. */
    static String elsewhere(Action action) throws InterruptedException {
        AtomicReference<String> outcome = new AtomicReference<>();
        Thread.ofPlatform().start(() -> outcome.set(told(action))).join();
        return outcome.get();
    }
}
