package com.example.echo;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Scanner;
import java.util.stream.Stream;

/** A load by the program {@code wrk}, which takes less of the machine than any in Java, and looks at no body. */
final class WrkLoad implements Load {
    private static final String OUTCOME = "outcome ";
    private static final double MICROS = 1e6;

    private final int connections;
    private final int threads;
    private final Path script;

    WrkLoad(int connections, int threads) throws IOException {
        this.connections = connections;
        this.threads = threads;
        this.script = Files.createTempFile("netty-echo", ".lua");
        script.toFile().deleteOnExit();
        try (InputStream lua = WrkLoad.class.getResourceAsStream("load.lua")) {
            Files.copy(lua, script, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Whether it can be started. */
    static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "wrk")));
    }

    /** Of whole seconds, rounded up, as {@code wrk} counts. */
    @Override
    public Outcome run(int port, Duration time) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("wrk", "-t" + threads, "-c" + connections,
                "-d" + time.plusNanos(999_999_999).toSeconds() + "s", "-s" + script,
                "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port + "/", "--"));
        Arrays.stream(BODY_BYTES).mapToObj(Integer::toString).forEach(command::add);
        Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (wrk.waitFor() != 0) {
            throw new IllegalStateException("wrk failed, it said: " + told);
        }
        return outcome(told);
    }

    private static Outcome outcome(String told) {
        String line = told.lines().filter(each -> each.startsWith(OUTCOME)).findFirst()
                .orElseThrow(() -> new IllegalStateException("wrk did not come to its end, it said: " + told));
        try (Scanner numbers = new Scanner(line.substring(OUTCOME.length()))) {
            Outcome outcome = new Outcome(numbers.nextLong(), numbers.nextLong() / MICROS, numbers.nextLong(),
                    numbers.nextLong(), numbers.nextLong());
            long errors = numbers.nextLong();
            if (errors != 0) {
                throw new IllegalStateException(errors + " requests failed, wrk said: " + told);
            }
            return outcome;
        }
    }
}
