package org.pinfold.migration;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/** A confined arena for each request. */
final class RequestBefore implements Request {
    private static final MethodHandle STRLEN = Linker.nativeLinker().downcallHandle(
            Linker.nativeLinker().defaultLookup().findOrThrow("strlen"), FunctionDescriptor.of(JAVA_LONG, ADDRESS));

    // region arena
    @Override
    public long length(String text) {
        try (Arena arena = Arena.ofConfined()) {
            return strlen(arena.allocateFrom(text));
        }
    }
    // endregion

    static long strlen(MemorySegment string) {
        try {
            return (long) STRLEN.invokeExact(string);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
