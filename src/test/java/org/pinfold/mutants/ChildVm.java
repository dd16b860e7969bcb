package org.pinfold.mutants;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A VM of this same JDK, run to its end in a temporary folder of its own.
 *
 * <p>Its class path is that of this VM unless {@link #classPath} says otherwise, with the folders of
 * {@link #classPathFirst} before it. A child that takes too long is killed with all its descendants, and the caller
 * gets an error and no result, so that a time-out cannot be taken for a verdict.
 */
public final class ChildVm {
    private final String mainClass;
    private final List<String> vmArguments = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final List<String> first = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private String classPath = System.getProperty("java.class.path");
    private Duration timeout = Duration.ofMinutes(10);
    private Path folder;

    /**
     * What the child left behind.
     *
     * @param output standard output and standard error, as they came
     */
    public record Result(int exitCode, String output) {
        /** The least exit code of a process that a signal has ended, as the VM itself does when it crashes. */
        private static final int SIGNALLED = 128;

        /** Whether the VM crashed or was ended by a signal, rather than came to an end of its own. */
        public boolean crashed() {
            return exitCode >= SIGNALLED || output.contains("fatal error has been detected by the Java Runtime");
        }
    }

    /** A child that will run this class. */
    public ChildVm(String mainClass) {
        this.mainClass = mainClass;
    }

    /** Folders that go before the rest of the class path. */
    public ChildVm classPathFirst(Path... folders) {
        for (Path entry : folders) {
            first.add(entry.toAbsolutePath().toString());
        }
        return this;
    }

    /** The rest of the class path, instead of this VM's. */
    public ChildVm classPath(String path) {
        classPath = path;
        return this;
    }

    /** Options of the VM. */
    public ChildVm vmArguments(String... options) {
        vmArguments.addAll(List.of(options));
        return this;
    }

    /** A system property of the child. */
    public ChildVm property(String key, String value) {
        vmArguments.add("-D" + key + "=" + value);
        return this;
    }

    /** A variable of the child's environment, beside those of this process. */
    public ChildVm environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Arguments of the main class. */
    public ChildVm arguments(String... values) {
        arguments.addAll(List.of(values));
        return this;
    }

    /** The working folder, which stays, instead of a temporary one. */
    public ChildVm folder(Path place) {
        folder = place;
        return this;
    }

    /** How long the child may take; if not set, ten minutes, far more than a busy machine needs. */
    public ChildVm timeout(Duration limit) {
        timeout = limit;
        return this;
    }

    /**
     * Runs the child to its end.
     *
     * @throws AssertionError if it takes too long
     */
    public Result run() {
        try {
            Path temporary = Files.createTempDirectory("pinfold-child");
            try {
                return run(temporary);
            } finally {
                FileTree.delete(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result run(Path temporary) throws IOException {
        Path output = temporary.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command(temporary))
                .directory(folder == null ? temporary.toFile() : folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(mainClass + " did not end within " + timeout + ":\n" + read(output));
            }
            return new Result(process.exitValue(), read(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + mainClass, e);
        } finally {
            for (ProcessHandle left : process.descendants().toList()) {
                left.destroyForcibly();
                left.onExit().join();
            }
            process.destroyForcibly().onExit().join();
        }
    }

    private List<String> command(Path temporary) {
        List<String> path = new ArrayList<>(first);
        for (String entry : classPath.split(File.pathSeparator)) {
            path.add(Path.of(entry).toAbsolutePath().toString());
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(vmArguments);
        command.add("-cp");
        command.add(String.join(File.pathSeparator, path));
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    private static String read(Path file) throws IOException {
        // The platform's own charset may have written it: a stray byte is no reason to fail.
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
