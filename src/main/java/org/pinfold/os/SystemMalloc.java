package org.pinfold.os;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * The C library's {@code malloc} and its family, or what a preloaded library has put in its place. Nothing is checked
 * here: whoever stands behind the names does what it does about misuse, and may end the process.
 */
public final class SystemMalloc {
    private final MethodHandle malloc;
    private final MethodHandle calloc;
    private final MethodHandle alignedAlloc;
    private final MethodHandle free;
    private final MethodHandle usableSize;

    private SystemMalloc(Linker linker) {
        malloc = handle(linker, "malloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
        calloc = handle(linker, "calloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
        alignedAlloc = handle(linker, "aligned_alloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
        free = handle(linker, "free", FunctionDescriptor.ofVoid(JAVA_LONG));
        usableSize = handle(linker, "malloc_usable_size", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
    }

    /**
     * Links the functions.
     *
     * @return the family
     * @throws UnsupportedPlatformException if this is a platform where they were not tried
     * @throws NativeAccessException if the VM denies native access
     */
    public static SystemMalloc link() {
        LinuxConstants.requirePlatform(System.getProperty("os.name"), System.getProperty("os.arch"));
        try {
            return new SystemMalloc(Linker.nativeLinker());
        } catch (IllegalCallerException denied) {
            throw new NativeAccessException(denied);
        }
    }

    private static MethodHandle handle(Linker linker, String name, FunctionDescriptor type) {
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }

    /**
     * Calls {@code malloc}, or {@code aligned_alloc} for more than its alignment.
     *
     * @param byteSize how many bytes
     * @param byteAlignment a power of two
     * @return the address of the block, or 0
     */
    public long allocate(long byteSize, long byteAlignment) {
        // The C standard wants a multiple of the alignment, which sanitizers insist on.
        if (byteAlignment <= 2 * ValueLayout.ADDRESS.byteSize()) {
            return call(() -> (long) malloc.invokeExact(byteSize));
        }
        long multiple = byteSize + byteAlignment - 1 & -byteAlignment;
        return call(() -> (long) alignedAlloc.invokeExact(byteAlignment, multiple));
    }

    /**
     * Calls {@code calloc}.
     *
     * @param byteSize how many bytes
     * @return the address of a zeroed block, or 0
     */
    public long allocateZeroed(long byteSize) {
        return call(() -> (long) calloc.invokeExact(1L, byteSize));
    }

    /**
     * Calls {@code free}.
     *
     * @param address of a block
     */
    public void free(long address) {
        call(() -> {
            free.invokeExact(address);
            return 0;
        });
    }

    /**
     * Calls {@code malloc_usable_size}.
     *
     * @param address of a block
     * @return its size in bytes
     */
    public long usableSize(long address) {
        return call(() -> (long) usableSize.invokeExact(address));
    }

    @FunctionalInterface
    private interface Call {
        long invoke() throws Throwable;
    }

    private static long call(Call call) {
        try {
            return call.invoke();
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new AssertionError("a C function has thrown", impossible);
        }
    }
}
