package org.pinfold.architecture;

import java.io.File;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinfold.Heap;
import org.pinfold.arrow.PinfoldAllocationManager;
import org.pinfold.mutants.ChildVm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a VM needs: without Arrow nothing; with Arrow one of its own managers too, unless ours is found in the place of
 * one, and an option for Arrow's views as byte buffers alone. The programs are in no package of the library's module.
 */
class OptionalArrowTest {
    private static final String CLASSES = System.getProperty("pinfold.classes");
    private static final String TEST_CLASSES = System.getProperty("pinfold.test.classes");
    private static final String ARROW = "arrow-memory-core|slf4j-api|slf4j-nop";
    private static final String UNSAFE = "arrow-memory-unsafe";
    private static final String OPENS = "--add-opens=java.base/java.nio=";
    private static final String ALLOW = "--enable-native-access=";

    /** Uses a heap. */
    static final class HeapUser {
        private HeapUser() {
        }

        public static void main(String[] arguments) {
            try (Heap heap = Heap.create()) {
                heap.free(heap.malloc(100));
                System.out.println(heap.misuses().total() + " " + heap.getClass().getModule().isNamed());
            }
        }
    }

    /** Uses a buffer, then looks at it as a byte buffer. */
    static final class ArrowUser {
        private ArrowUser() {
        }

        public static void main(String[] arguments) {
            try (Heap heap = Heap.create();
                    BufferAllocator allocator = new RootAllocator(RootAllocator.configBuilder()
                            .allocationManagerFactory(new PinfoldAllocationManager.Factory(heap))
                            .build());
                    ArrowBuf buffer = allocator.buffer(8)) {
                buffer.setLong(0, 42);
                System.out.println("buffer " + buffer.getLong(0) + " " + view(buffer));
                System.out.println("module " + heap.getClass().getModule().getName());
            }
        }

        private static String view(ArrowBuf buffer) {
            try {
                return "view " + buffer.nioBuffer(0, 8).order(ByteOrder.nativeOrder()).getLong(0);
            } catch (UnsupportedOperationException e) {
                return e.getMessage();
            }
        }
    }

    /** Uses what Arrow finds by itself, with ours made first: Arrow then looks for it while it is being made. */
    static final class DefaultUser {
        private DefaultUser() {
        }

        public static void main(String[] arguments) {
            System.out.println(PinfoldAllocationManager.FACTORY.empty().capacity());
            try (BufferAllocator allocator = new RootAllocator(); ArrowBuf buffer = allocator.buffer(64)) {
                System.out.println("global " + Heap.global().usableSize(buffer.memoryAddress()));
            }
        }
    }

    private static ChildVm.Result run(Class<?> program, String classPath, String... options) {
        ChildVm.Result result = child(program, classPath, options).run();
        assertEquals(0, result.exitCode(), result::output);
        return result;
    }

    private static ChildVm child(Class<?> program, String classPath, String... options) {
        return new ChildVm(program.getName()).classPath(classPath)
                .vmArguments("-XX:+UseSerialGC", "-Xmx64m", "--sun-misc-unsafe-memory-access=allow")
                .vmArguments(options);
    }

    private static String path(String... entries) {
        return String.join(File.pathSeparator, entries);
    }

    /** The jars of this VM's class path with such names. */
    private static String jars(String names) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*/(" + names + ")-[0-9.]+\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void heapsNeedNoArrow() {
        assertEquals("0 false",
                run(HeapUser.class, path(TEST_CLASSES, CLASSES), ALLOW + "ALL-UNNAMED").output().strip());
        assertEquals("0 true", run(HeapUser.class, TEST_CLASSES, "--module-path", CLASSES,
                "--add-modules", "org.pinfold", ALLOW + "org.pinfold").output().strip());
    }

    @Test
    void onlyViewsAsByteBuffersNeedAnOption() {
        String path = path(TEST_CLASSES, CLASSES, jars(ARROW), jars(UNSAFE));
        String without = run(ArrowUser.class, path, ALLOW + "ALL-UNNAMED").output();
        assertTrue(without.contains("buffer 42 "), without);
        assertTrue(without.contains("DirectByteBuffer"), without);
        String with = run(ArrowUser.class, path, ALLOW + "ALL-UNNAMED", OPENS + "ALL-UNNAMED").output();
        assertTrue(with.contains("buffer 42 view 42"), with);
    }

    @Test
    void allMayBeModules() {
        String output = run(ArrowUser.class, TEST_CLASSES, "--module-path", path(CLASSES, jars(ARROW), jars(UNSAFE)),
                "--add-modules", "org.pinfold,org.apache.arrow.memory.unsafe", ALLOW + "org.pinfold",
                OPENS + "org.apache.arrow.memory.core").output();
        assertTrue(output.contains("buffer 42 view 42"), output);
        assertTrue(output.contains("module org.pinfold"), output);
    }

    @Test
    void arrowItselfWantsAManagerToBeFound() {
        ChildVm.Result result = child(ArrowUser.class, path(TEST_CLASSES, CLASSES, jars(ARROW)),
                ALLOW + "ALL-UNNAMED").run();
        assertNotEquals(0, result.exitCode());
        assertTrue(result.output().contains("No DefaultAllocationManager found"), result::output);
    }

    @Test
    void oursIsFoundWhereArrowLooks(@TempDir Path folder) throws IOException {
        Path place = Files.createDirectories(folder.resolve("memory-core"));
        Path source = Files.writeString(folder.resolve("DefaultAllocationManagerFactory.java"), """
                package org.apache.arrow.memory;

                public final class DefaultAllocationManagerFactory {
                    public static final AllocationManager.Factory FACTORY =
                            org.pinfold.arrow.PinfoldAllocationManager.FACTORY;
                }
                """);
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-d",
                place.toString(), "-cp", path(CLASSES, jars(ARROW)), source.toString()));
        String output = run(DefaultUser.class, path(place.toString(), TEST_CLASSES, CLASSES, jars(ARROW)),
                ALLOW + "ALL-UNNAMED").output();
        assertTrue(output.contains("global 64"), output);
    }
}
