package org.pinfold.os;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * {@link Posix} by calls into the C library.
 *
 * <p>All of them are called in one shape, by one handle, which gets the function's address: each shape that the linker
 * is asked for costs the VM a score of classes. Six words go where the first six integers and pointers of a call go,
 * which are registers on both architectures; a function looks at those it has parameters for, and of a word that is an
 * {@code int} to it at the lower half. Of an answer that is an {@code int} the upper half is arbitrary.
 *
 * <p>The handle is an instance field, not a static one, so that a VM which denies native access answers with
 * {@link NativeAccessException} and not with a failed class initialisation.
 */
final class LinuxPosix implements Posix {
    private static final StructLayout STATE = Linker.Option.captureStateLayout();

    private final MethodHandle handle;
    private final MemorySegment mmap;
    private final MemorySegment munmap;
    private final MemorySegment madvise;
    private final MemorySegment mprotect;
    private final MemorySegment mincore;
    private final MemorySegment mlock;
    private final MemorySegment munlock;
    private final long pageSize;

    private LinuxPosix(Linker linker) {
        handle = linker.downcallHandle(FunctionDescriptor.of(
                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                Linker.Option.captureCallState("errno"));
        SymbolLookup library = linker.defaultLookup();
        mmap = library.findOrThrow("mmap");
        munmap = library.findOrThrow("munmap");
        madvise = library.findOrThrow("madvise");
        mprotect = library.findOrThrow("mprotect");
        mincore = library.findOrThrow("mincore");
        mlock = library.findOrThrow("mlock");
        munlock = library.findOrThrow("munlock");
        long answer = call(library.findOrThrow("sysconf"), LinuxConstants.SC_PAGESIZE, 0, 0, 0, 0, 0);
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

    @Override
    public long mmap(long bytes, int protection) {
        int flags = LinuxConstants.MAP_PRIVATE | LinuxConstants.MAP_ANONYMOUS | LinuxConstants.MAP_NORESERVE;
        return call(mmap, 0, bytes, protection, flags, -1, 0);
    }

    @Override
    public long munmap(long address, long bytes) {
        return status(munmap, address, bytes, 0);
    }

    @Override
    public long madvise(long address, long bytes, int advice) {
        return status(madvise, address, bytes, advice);
    }

    @Override
    public long mprotect(long address, long bytes, int protection) {
        return status(mprotect, address, bytes, protection);
    }

    @Override
    public long mincore(long address, long bytes, MemorySegment vector) {
        return status(mincore, address, bytes, vector.address());
    }

    @Override
    public long mlock(long address, long bytes) {
        return status(mlock, address, bytes, 0);
    }

    @Override
    public long munlock(long address, long bytes) {
        return status(munlock, address, bytes, 0);
    }

    @Override
    public long pageSize() {
        return pageSize;
    }

    /** For functions that answer an {@code int}. */
    private long status(MemorySegment function, long a, long b, long c) {
        return (int) call(function, a, b, c, 0, 0, 0);
    }

    /** A failed call answers -1; no page begins at an address that ends as that does, though it be an {@code int}. */
    private long call(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long answer = (long) handle.invokeExact(function, state, a, b, c, d, e, f);
            return (int) answer == -1 ? -errno(state) : answer;
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new AssertionError("a C function has thrown", impossible);
        }
    }

    private static int errno(MemorySegment state) {
        return state.get(JAVA_INT, STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno")));
    }
}
