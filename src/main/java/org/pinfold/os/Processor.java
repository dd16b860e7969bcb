package org.pinfold.os;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

import static java.lang.foreign.ValueLayout.JAVA_INT;

/** Which processor the caller runs on. */
public final class Processor {
    /** Null where there is no such function, or native access is denied; constant, so that the call is compiled in. */
    private static final MethodHandle GETCPU = link();

    private Processor() {
    }

    private static MethodHandle link() {
        try {
            Linker linker = Linker.nativeLinker();
            // Critical: it reads a number that the kernel keeps for the thread, and never waits.
            return linker.defaultLookup().find("sched_getcpu")
                    .map(function -> linker.downcallHandle(
                            function, FunctionDescriptor.of(JAVA_INT), Linker.Option.critical(false)))
                    .orElse(null);
        } catch (IllegalCallerException | UnsupportedOperationException unavailable) {
            return null;
        }
    }

    /**
     * Tells the processor's number, which may be another one by the time the caller reads the answer.
     *
     * @param otherwise the answer where the system does not tell
     * @return 0 or more, or {@code otherwise}
     */
    public static int number(int otherwise) {
        if (GETCPU == null) {
            return otherwise;
        }
        try {
            int number = (int) GETCPU.invokeExact();
            return number < 0 ? otherwise : number;
        } catch (OutOfMemoryError full) {
            // The Java heap has no room for what the first call needs.
            return otherwise;
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new AssertionError("a C function has thrown", impossible);
        }
    }
}
