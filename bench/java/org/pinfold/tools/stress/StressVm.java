package org.pinfold.tools.stress;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Has each assignment done in a virtual machine of its own, of the JDK and with the class path of this one. So a crash
 * is a violation and not the end of the campaign, and what is resident is one workload's: the Java heap has a fixed
 * size and is resident from the beginning.
 */
public final class StressVm implements Launcher {
    private static final int MOST_WORDS = 20;
    /** How the lines begin that a virtual machine writes to standard output when it crashes. */
    private static final String CRASH = "#";
    /** Longer than a {@link Watch} is silent, and than it takes {@link StressMain} to notice that a thread hangs. */
    private static final long SILENCE = TimeUnit.MINUTES.toNanos(5);
    private static final List<String> OPTIONS = List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC",
            "-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-XX:-CreateCoredumpOnCrash");

    @Override
    public WorkloadResult run(Assignment assignment, Consumer<String> progress) throws InterruptedException {
        try {
            Path errors = Files.createTempFile("pinfold-stress", ".errors");
            try {
                return run(assignment, errors, progress);
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            return failed(assignment, "its virtual machine gave no result: " + e);
        }
    }

    private static WorkloadResult run(Assignment assignment, Path errors, Consumer<String> progress)
            throws IOException, InterruptedException {
        ObjectMapper json = new ObjectMapper();
        Process process = new ProcessBuilder(command(json.writeValueAsString(assignment)))
                .redirectError(errors.toFile()).start();
        AtomicLong heard = new AtomicLong(System.nanoTime());
        Thread alarm = Thread.ofPlatform().daemon().start(() -> endIfSilent(process, heard));
        List<String> crash = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard.set(System.nanoTime());
                if (line.startsWith(StressMain.RESULT)) {
                    return json.readValue(line.substring(StressMain.RESULT.length()), WorkloadResult.class);
                }
                if (line.startsWith(CRASH)) {
                    crash.add(line.substring(CRASH.length()).strip());
                } else {
                    progress.accept(line);
                }
            }
            return failed(assignment, "its virtual machine ended with status " + process.waitFor() + ": "
                    + words(crash) + words(Files.readAllLines(errors)));
        } finally {
            alarm.interrupt();
            process.destroyForcibly();
        }
    }

    private static void endIfSilent(Process process, AtomicLong heard) {
        try {
            while (!process.waitFor(1, TimeUnit.SECONDS)) {
                if (System.nanoTime() - heard.get() > SILENCE) {
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            // It has ended.
        }
    }

    private static List<String> command(String assignment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.add("-XX:ErrorFile=" + Path.of(System.getProperty("java.io.tmpdir"), "pinfold-stress-%p.log"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StressMain.class.getName(), assignment));
        return command;
    }

    /** The first, in one line. */
    private static String words(List<String> lines) {
        return lines.stream().filter(line -> !line.isEmpty()).limit(MOST_WORDS).collect(Collectors.joining("; "));
    }

    private static WorkloadResult failed(Assignment assignment, String why) {
        return new WorkloadResult(assignment, 0, 0, 0, 1, List.of(why), Map.of(), List.of(), "", List.of(),
                Latency.none(), Latency.none());
    }
}
