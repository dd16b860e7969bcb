package org.pinfold.tools.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process to be watched, started and ready; it ends when this is closed. */
public final class WatchedVm implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final BufferedReader output;
    private final StringBuilder warnings = new StringBuilder();
    private final Thread reader;

    private WatchedVm(List<String> command) throws IOException {
        process = new ProcessBuilder(command).start();
        output = process.inputReader(StandardCharsets.UTF_8);
        reader = Thread.ofPlatform().daemon().start(this::readWarnings);
        String line = output.readLine();
        if (!WatchedProgram.READY.equals(line)) {
            close();
            throw new AssertionError("the process is not ready: " + line + '\n' + warnings());
        }
    }

    private void readWarnings() {
        process.errorReader(StandardCharsets.UTF_8).lines().forEach(line -> {
            synchronized (warnings) {
                warnings.append(line).append('\n');
            }
        });
    }

    /** {@link WatchedProgram} with such arguments, those of the virtual machine first. */
    public static WatchedVm start(String... arguments) throws IOException {
        return java(System.getProperty("java.class.path"), WatchedProgram.class, arguments);
    }

    /** A program that does not use Pinfold, and could not. */
    public static WatchedVm withoutPinfold() throws IOException {
        return java(testClasses().toString(), LoadingProgram.class);
    }

    /** A program where a class loader of its own has Pinfold. */
    public static WatchedVm withOwnLoader(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add(testClasses().toUri().toString());
        arguments.add(Path.of(System.getProperty("pinfold.classes")).toUri().toString());
        return java(testClasses().toString(), LoadingProgram.class, arguments.toArray(String[]::new));
    }

    private static Path testClasses() {
        try {
            return Path.of(WatchedVm.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static WatchedVm java(String classPath, Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto", "-Xmx64m",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        Stream.of(arguments).filter(argument -> argument.startsWith("-")).forEach(command::add);
        command.addAll(List.of("-cp", classPath, program.getName()));
        Stream.of(arguments).filter(argument -> !argument.startsWith("-")).forEach(command::add);
        return new WatchedVm(command);
    }

    /** The number of the process. */
    public String pid() {
        return Long.toString(process.pid());
    }

    /** Ends the process at once. */
    public void kill() throws InterruptedException {
        close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end");
        }
    }

    /** What it has written on standard error until now; all, once it has ended. */
    public String warnings() {
        synchronized (warnings) {
            return warnings.toString();
        }
    }

    /** Ends the process, and answers what it has written on standard error. */
    public String end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end");
        }
        reader.join();
        return warnings();
    }

    /** By its handle: the process itself would close the streams, one of which is being read. */
    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
