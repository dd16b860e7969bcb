package org.pinfold.arena;

import java.lang.foreign.Arena;
import java.util.function.Supplier;

/**
 * One case of the contract.
 *
 * @param name what it is about
 * @param body opens arenas and tells what it has seen; what it opened and can be closed is its own to close
 */
public record ArenaCase(String name, Body body) {
    /** What is done. */
    @FunctionalInterface
    public interface Body {
        Object run(Supplier<Arena> arenas) throws Throwable;
    }

    /** What is to be compared. */
    public String outcome(Supplier<Arena> arenas) {
        return Outcome.told(() -> body.run(arenas));
    }

    /** A case with an arena of its own, which is closed afterwards if it can be. */
    static ArenaCase of(String name, Outcomes body) {
        return new ArenaCase(name, arenas -> {
            Arena arena = arenas.get();
            try {
                return body.of(arena);
            } finally {
                end(arena);
            }
        });
    }

    /** Closes an arena that is open and may be closed. */
    static void end(Arena arena) {
        try {
            if (arena.scope().isAlive()) {
                arena.close();
            }
        } catch (UnsupportedOperationException automatic) {
            // The collector does.
        }
    }

    /** What is done with one arena. */
    @FunctionalInterface
    interface Outcomes {
        Object of(Arena arena) throws Throwable;
    }

    @Override
    public String toString() {
        return name;
    }
}
