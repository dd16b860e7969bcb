package org.pinfold.tools.bench.c;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The compiled loops. What each run prints is described in {@code loops.c}.
 *
 * @param file of the program
 */
record LoopsProgram(Path file) {
    private static final String PRELOAD = "LD_PRELOAD";
    private static final Duration SHORT = Duration.ofMinutes(1);

    /** The rows it knows. */
    List<String> rows() throws IOException {
        return run("", SHORT, "--rows").lines().toList();
    }

    /** What it runs with if the library {@code preload} is loaded before all others, or the system's if it is "". */
    LoopsOutput allocator(String preload) throws IOException {
        return output(run(preload, SHORT, "--allocator"));
    }

    /** Measures {@code row}. */
    LoopsOutput measure(String preload, String row, int threads, long seed, int windows, int windowMillis)
            throws IOException {
        // The program takes two windows more, and more than their time on a machine that has little left for it.
        Duration timeout = SHORT.plusMillis(10L * windowMillis * (windows + 2));
        return output(run(preload, timeout, row, Integer.toString(threads), Long.toString(seed),
                Integer.toString(windows), Integer.toString(windowMillis)));
    }

    /** What it prints. */
    String run(String preload, Duration timeout, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove(PRELOAD);
        if (!preload.isEmpty()) {
            builder.environment().put(PRELOAD, preload);
        }
        Process process = builder.start();
        AtomicBoolean late = new AtomicBoolean();
        CompletableFuture<Void> watch = CompletableFuture.runAsync(() -> {
            late.set(true);
            process.destroyForcibly();
        }, CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS));
        String printed = "";
        try {
            printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // To end a process closes its streams, perhaps before they are read.
            if (!late.get()) {
                throw e;
            }
        }
        int status = Exit.of(process);
        watch.cancel(false);
        if (late.get()) {
            throw new IOException(String.join(" ", command) + " did not end within " + timeout.toSeconds() + " s");
        }
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " ended with status " + status + ": "
                    + printed.strip());
        }
        return printed;
    }

    /** The result stands in the last line; the dynamic linker may have complained before it. */
    private static LoopsOutput output(String printed) throws IOException {
        return LoopsOutput.read(printed.lines().reduce("", (before, line) -> line));
    }
}
