package org.pinfold.tools.peer;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/**
 * {@code sun.misc.Unsafe.allocateMemory}, which is the C library's malloc behind the virtual machine's own books. It
 * can neither align further than that nor tell the size of a block.
 *
 * <p>By constant method handles, which compile to the same calls: javac has no way to accept the class without a
 * warning.
 */
public final class UnsafePeer extends AddressPeer {
    private static final String CLASS = "sun.misc.Unsafe";
    private static final long ALIGNMENT = 16;
    private static final MethodHandle ALLOCATE = method("allocateMemory", long.class, long.class);
    private static final MethodHandle REALLOCATE = method("reallocateMemory", long.class, long.class, long.class);
    private static final MethodHandle FREE = method("freeMemory", void.class, long.class);

    public UnsafePeer(int slots) {
        super(slots);
    }

    @Override
    public long malloc(long size) {
        try {
            return (long) ALLOCATE.invokeExact(size);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public void release(long address) {
        try {
            FREE.invokeExact(address);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    protected long calloc(long size) {
        long address = malloc(size);
        Memory.fill(address, size, (byte) 0);
        return address;
    }

    @Override
    protected long alignedAlloc(long alignment, long size) {
        if (alignment > ALIGNMENT) {
            throw new UnsupportedOperationException(CLASS + " cannot align to " + alignment + " bytes");
        }
        return malloc(size);
    }

    @Override
    protected long realloc(long address, long size) {
        try {
            return (long) REALLOCATE.invokeExact(address, size);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    protected long usable(long address) {
        return UNKNOWN;
    }

    /** Nothing can be asked: the class is the virtual machine's own. */
    @Override
    public void requireOwn(long address, long size) {
    }

    @Override
    public String identity() {
        return CLASS + " of JDK " + Runtime.version();
    }

    private static MethodHandle method(String name, Class<?> result, Class<?>... arguments) {
        try {
            Class<?> type = Class.forName(CLASS);
            Field instance = type.getDeclaredField("theUnsafe");
            instance.setAccessible(true);
            return MethodHandles.lookup().findVirtual(type, name, MethodType.methodType(result, arguments))
                    .bindTo(instance.get(null));
        } catch (ReflectiveOperationException e) {
            throw new PeerMissingException("this JDK has no usable " + CLASS + ": " + e, e);
        }
    }

    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof OutOfMemoryError none) {
            throw none;
        }
        return new IllegalStateException("a call of " + CLASS + " failed", e);
    }
}
