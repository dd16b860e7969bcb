package org.pinfold.check;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The main class of a process that frees a block twice, and what starts it. */
final class FatalFree {
    static final String READY = "about to free twice";
    static final String SURVIVED = "freed twice";
    /** Exit codes of a process that a signal ended are above this one. */
    static final int SIGNAL = 128;
    private static final int SECONDS = 60;
    private static final int WARM_UP = 10_000;

    private FatalFree() {
    }

    /** How a process ended, and what it printed. */
    record Result(int exitCode, String output) {
    }

    /** Argument: the test class that makes the subject. */
    public static void main(String[] args) throws ReflectiveOperationException {
        Constructor<?> constructor = Class.forName(args[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        freeTwice((SubjectTests<?>) constructor.newInstance());
        Runtime.getRuntime().halt(0);
    }

    private static <B> void freeTwice(SubjectTests<B> tests) {
        Subject<B> subject = tests.newSubject(2);
        for (int i = 0; i < WARM_UP; i++) {
            subject.free(subject.allocate(tests.promises().leastSize()));
        }
        B block = subject.allocate(tests.promises().leastSize());
        System.out.println(READY);
        // Nothing between the two, not even a line of output: where the VM shares the allocator, it could be given the
        // block.
        subject.free(block);
        subject.free(block);
        System.out.println(SURVIVED);
    }

    /** Runs {@link #main} in a folder that is deleted with whatever a crash leaves there. */
    static Result inItsOwnProcess(Class<?> tests) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("pinfold-check");
        try {
            Path output = folder.resolve("output");
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:-CreateCoredumpOnCrash", "-cp", classPath(),
                    FatalFree.class.getName(), tests.getName())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("the process did not end within " + SECONDS + " seconds");
            }
            return new Result(process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } finally {
            delete(folder);
        }
    }

    /** This VM's, whatever folder it runs in. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
