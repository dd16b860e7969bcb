package org.pinfold.os;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * {@link Posix} by calls into the C library.
 *
 * <p>Pointers cross as {@code long}: both architectures pass them in the same registers as integers, and the addresses
 * here are numbers anyway. The handles are instance fields, not static ones, so that a VM which denies native access
 * answers with {@link NativeAccessException} and not with a failed class initialisation.
 */
final class LinuxPosix implements Posix {
    private static final Linker.Option CAPTURE_ERRNO = Linker.Option.captureCallState("errno");
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final MethodHandle mmap;
    private final MethodHandle munmap;
    private final MethodHandle madvise;
    private final MethodHandle mprotect;
    private final MethodHandle mincore;
    private final MethodHandle mlock;
    private final MethodHandle munlock;
    private final long pageSize;

    private LinuxPosix(Linker linker) {
        mmap = handle(linker, "mmap", FunctionDescriptor.of(
                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
        munmap = handle(linker, "munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
        madvise = handle(linker, "madvise", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
        mprotect = handle(linker, "mprotect", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
        mincore = handle(linker, "mincore", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
        mlock = handle(linker, "mlock", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
        munlock = handle(linker, "munlock", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
        MethodHandle sysconf = handle(linker, "sysconf", FunctionDescriptor.of(JAVA_LONG, JAVA_INT));
        long answer = call(state -> (long) sysconf.invokeExact(state, LinuxConstants.SC_PAGESIZE));
        if (answer <= 0) {
            throw new SystemCallException("sysconf", 0, 0, (int) -answer);
        }
        pageSize = answer;
    }

    /**
     * Links the calls.
     *
     * @throws UnsupportedPlatformException if this is another platform
     * @throws NativeAccessException if the VM denies native access
     */
    static LinuxPosix link() {
        String name = System.getProperty("os.name");
        String architecture = System.getProperty("os.arch");
        LinuxConstants.requirePlatform(name, architecture);
        try {
            return new LinuxPosix(Linker.nativeLinker());
        } catch (IllegalCallerException denied) {
            throw new NativeAccessException(denied);
        }
    }

    private static MethodHandle handle(Linker linker, String name, FunctionDescriptor type) {
        MemorySegment function = linker.defaultLookup().findOrThrow(name);
        return linker.downcallHandle(function, type, CAPTURE_ERRNO);
    }

    @Override
    public long mmap(long bytes, int protection) {
        int flags = LinuxConstants.MAP_PRIVATE | LinuxConstants.MAP_ANONYMOUS | LinuxConstants.MAP_NORESERVE;
        return call(state -> (long) mmap.invokeExact(state, 0L, bytes, protection, flags, -1, 0L));
    }

    @Override
    public long munmap(long address, long bytes) {
        return call(state -> (int) munmap.invokeExact(state, address, bytes));
    }

    @Override
    public long madvise(long address, long bytes, int advice) {
        return call(state -> (int) madvise.invokeExact(state, address, bytes, advice));
    }

    @Override
    public long mprotect(long address, long bytes, int protection) {
        return call(state -> (int) mprotect.invokeExact(state, address, bytes, protection));
    }

    @Override
    public long mincore(long address, long bytes, MemorySegment vector) {
        return call(state -> (int) mincore.invokeExact(state, address, bytes, vector.address()));
    }

    @Override
    public long mlock(long address, long bytes) {
        return call(state -> (int) mlock.invokeExact(state, address, bytes));
    }

    @Override
    public long munlock(long address, long bytes) {
        return call(state -> (int) munlock.invokeExact(state, address, bytes));
    }

    @Override
    public long pageSize() {
        return pageSize;
    }

    @FunctionalInterface
    private interface Call {
        /** Answers -1 (for mmap the same pattern, MAP_FAILED) after setting errno in {@code state}. */
        long invoke(MemorySegment state) throws Throwable;
    }

    private static long call(Call call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long answer = call.invoke(state);
            return answer == -1 ? -(int) ERRNO.get(state, 0L) : answer;
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new AssertionError("a C function has thrown", impossible);
        }
    }
}
