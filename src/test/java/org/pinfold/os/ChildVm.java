package org.pinfold.os;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a main class of the tests in a VM of its own, small in addresses, started by a shell. */
public record ChildVm(int exit, String output) {
    private static final long TIMEOUT_SECONDS = 120;

    /** Runs a class after a shell command such as "ulimit -v 1000", with options of the VM. */
    public static ChildVm run(String shellCommand, List<String> options, Class<?> main)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", shellCommand + " && exec \"$@\"", "bash",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m", "-XX:+UseSerialGC", "-XX:ReservedCodeCacheSize=16m", "-XX:CompressedClassSpaceSize=16m"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(MmapSource.class, main), main.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the child VM did not end: " + output);
        }
        return new ChildVm(process.exitValue(), output);
    }

    private static String classPath(Class<?>... classes) {
        return Stream.of(classes).map(ChildVm::location).distinct()
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
