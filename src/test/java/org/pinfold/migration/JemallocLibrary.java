package org.pinfold.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.pinfold.mutants.ChildVm;

/**
 * The native half of {@link Jemalloc}, compiled where there are a C compiler and jemalloc. What uses it has a virtual
 * machine of its own: LWJGL's jemalloc has the same name and other symbols, and the one that is loaded first is both.
 */
final class JemallocLibrary {
    private static final Path SOURCE = Path.of(System.getProperty("pinfold.basedir", ""), "src/test/c/jemalloc.c");
    private static final Path LIBRARY = Path.of(System.getProperty("pinfold.build", ""), "jni/libjemallocjni.so");
    private static final Path HEADERS = Path.of(System.getProperty("java.home"), "include");

    private JemallocLibrary() {
    }

    /** What is missing, or empty if nothing is. */
    static String compile() {
        try {
            Files.createDirectories(LIBRARY.getParent());
            return run("cc", "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-I" + HEADERS,
                    "-I" + HEADERS.resolve("linux"), "-o", LIBRARY.toString(), SOURCE.toString(),
                    "-l:libjemalloc.so.2");
        } catch (IOException none) {
            return "no C compiler: " + none.getMessage();
        }
    }

    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes()).strip();
        if (process.onExit().join().exitValue() == 0) {
            return "";
        }
        if (said.contains("cannot find -l:libjemalloc.so.2")) {
            return "no jemalloc (Debian: libjemalloc2)";
        }
        throw new AssertionError(String.join(" ", command) + ": " + said);
    }

    /** What {@link Script#blob} sees of that side, in a virtual machine that ends well. */
    static List<Object> blob(long seed) {
        ChildVm.Result result = new ChildVm(JemallocLibrary.class.getName())
                .vmArguments("--enable-native-access=ALL-UNNAMED")
                // Of variables of its threads, Debian's jemalloc has more than glibc keeps room for.
                .environment("GLIBC_TUNABLES", "glibc.rtld.optional_static_tls=16384")
                .arguments(LIBRARY.toString(), Long.toString(seed)).run();
        if (result.exitCode() != 0) {
            throw new AssertionError("exit code " + result.exitCode() + ": " + result.output());
        }
        return List.copyOf(result.output().lines().toList());
    }

    /** In the virtual machine: prints what is seen, a line each. */
    public static void main(String[] arguments) {
        System.load(arguments[0]);
        Script.blob(new BlobBefore(), new Random(Long.parseLong(arguments[1]))).forEach(System.out::println);
    }
}
