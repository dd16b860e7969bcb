package org.pinfold.misuse;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.Backing;
import org.pinfold.Heap;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The classes of a program that used heaps can be unloaded, whether it closed them or not. What it left open keeps its
 * addresses and its memory for the life of the process: somebody may still know them.
 *
 * <p>The JDK keeps some of a program's classes by soft references, of any program that has a record; so this VM is told
 * to clear these at each collection.
 */
class UnloadingInVm {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    static Stream<Arguments> programs() {
        return Stream.of(true, false).flatMap(closes ->
                Stream.of(Backing.values()).map(backing -> Arguments.of(closes, backing)));
    }

    private static URL[] classPath() throws IOException {
        return new URL[] {Path.of(System.getProperty("pinfold.classes")).toUri().toURL(),
            Path.of(System.getProperty("pinfold.test.classes")).toUri().toURL()};
    }

    private static void isUnloaded(WeakReference<ClassLoader> loader) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (loader.get() != null) {
            assertTrue(System.nanoTime() < end, "its class loader is still there");
            System.gc();
            Thread.sleep(Duration.ofMillis(20));
        }
    }

    private static WeakReference<ClassLoader> run(boolean closes, Backing backing) throws Exception {
        try (URLClassLoader own = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> program = own.loadClass(UnloadedProgram.class.getName());
            assertNotSame(UnloadedProgram.class, program);
            ((Runnable) program.getConstructor(boolean.class, String.class).newInstance(closes, backing.name())).run();
            return new WeakReference<>(own);
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aProgramWithALibraryOfItsOwn(boolean closes, Backing backing) throws Exception {
        isUnloaded(run(closes, backing));
    }

    /** Made by a thread of a program, with a group of the program's; used by others when the program is gone. */
    @Test
    void aProgramThatMadeAHeapOfALibraryThatStays() throws Exception {
        Heap[] heap = {null};
        WeakReference<ClassLoader> loader = start(() -> heap[0] = Heap.create());
        isUnloaded(loader);
        heap[0].free(heap[0].malloc(100));
        heap[0].close();
    }

    private static WeakReference<ClassLoader> start(Runnable action) throws Exception {
        try (URLClassLoader own = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> group = own.loadClass(UnloadedGroup.class.getName());
            Thread thread = new Thread((ThreadGroup) group.getConstructor().newInstance(), action);
            thread.setContextClassLoader(own);
            thread.start();
            thread.join();
            return new WeakReference<>(own);
        }
    }
}
