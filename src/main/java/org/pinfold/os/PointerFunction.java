package org.pinfold.os;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.LongConsumer;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

/** Java as a function that native code calls, of C's type {@code void (*)(void *)}; the pointer crosses as a number. */
public final class PointerFunction {
    private static final MethodHandle ACCEPT = accept();

    private PointerFunction() {
    }

    private static MethodHandle accept() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(LongConsumer.class, "accept", MethodType.methodType(void.class, long.class));
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /**
     * Makes such a function.
     *
     * @param action gets the pointer, on whatever thread; what it throws ends the VM
     * @param lifetime whose end is the function's
     * @return where it is
     * @throws UnsupportedPlatformException if this is a platform where it was not tried
     * @throws NativeAccessException if the VM denies native access
     */
    public static MemorySegment of(LongConsumer action, Arena lifetime) {
        LinuxConstants.requirePlatform(System.getProperty("os.name"), System.getProperty("os.arch"));
        try {
            return Linker.nativeLinker().upcallStub(
                    ACCEPT.bindTo(action), FunctionDescriptor.ofVoid(JAVA_LONG), lifetime);
        } catch (IllegalCallerException denied) {
            throw new NativeAccessException(denied);
        }
    }
}
