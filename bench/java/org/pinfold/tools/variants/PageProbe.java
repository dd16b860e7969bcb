package org.pinfold.tools.variants;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * Asks the system by {@code mincore} whether a page is mapped, which is not whether it may be read, or will be mapped
 * in a moment. The call is linked as a critical one, without {@code errno}: the cheapest way, and so in the probing
 * variants' favour. A library should not do it, because the kernel may make the call wait for a lock, and no garbage
 * collection begins while a thread is in a critical call.
 */
final class PageProbe {
    private static final MethodHandle MINCORE =
            linked("mincore", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final long PAGE_BYTES = pageBytes();
    /** Where the answer for the page goes, which nobody reads: that there is one says enough. */
    private static final long ANSWER = Arena.global().allocate(1).address();

    private PageProbe() {
    }

    private static long pageBytes() {
        try {
            return (int) linked("getpagesize", FunctionDescriptor.of(JAVA_INT)).invokeExact();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle linked(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        MemorySegment function = linker.defaultLookup().findOrThrow(name);
        return linker.downcallHandle(function, type, Linker.Option.critical(false));
    }

    /** The first address of the page that {@code address} is in. */
    static long page(long address) {
        return address & -PAGE_BYTES;
    }

    static boolean isMapped(long page) {
        try {
            return (int) MINCORE.invokeExact(page, 1L, ANSWER) == 0;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /**
     * Refuses an address on a page that is not mapped.
     *
     * @throws IllegalArgumentException if so
     */
    static void require(long page) {
        if (!isMapped(page)) {
            throw new IllegalArgumentException("mincore knows of no page at 0x%x".formatted(page));
        }
    }

    private static IllegalStateException unexpected(Throwable e) {
        return new IllegalStateException("a downcall failed", e);
    }
}
