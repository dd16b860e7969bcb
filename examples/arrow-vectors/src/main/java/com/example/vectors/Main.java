package com.example.vectors;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Starts a process for each kind of memory in turn, some rounds of that, and tells the medians. */
public final class Main {
    /** The Java heap has all of its pages from the start, so that what the process grows by is memory of vectors. */
    private static final List<String> OPTIONS = List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=2g", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-Dio.netty.tryReflectionSetAccessible=true");

    private Main() {
    }

    /**
     * Measures, writes {@code target/vectors.json} and prints a table.
     *
     * @param arguments how many rounds, 0 for a table of what was measured before; and a document to put it into
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments[0].matches("\\d{1,4}") ? Integer.parseInt(arguments[0]) : -1;
        Path json = Files.createDirectories(Path.of("target")).resolve("vectors.json");
        if (rounds < 0 || rounds == 0 && !Files.exists(json)) {
            System.err.println(rounds < 0 ? "-Drounds must be from 0 to 9999, not " + arguments[0]
                    : "-Drounds=0 is about figures that are there, and " + json + " is not: measure first, without it");
            System.exit(2);
        }
        if (rounds > 0) {
            Report.of(measure(rounds)).write(json);
        }
        Report report = Report.read(json);
        System.out.println("\n" + report.table() + "\nevery figure: " + json.toAbsolutePath());
        if (arguments.length > 1 && !arguments[1].isEmpty()) {
            report.writeInto(Path.of(arguments[1]));
        }
    }

    private static Map<Memory, List<Map<String, Double>>> measure(int rounds)
            throws IOException, InterruptedException {
        Map<Memory, List<Map<String, Double>>> figures = new EnumMap<>(Memory.class);
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < Memory.values().length; turn++) {
                // Who is first in a round is last in the next.
                Memory memory = Memory.values()[(round + turn) % Memory.values().length];
                System.out.println("round " + (round + 1) + " of " + rounds + ": " + memory);
                figures.computeIfAbsent(memory, key -> new ArrayList<>()).add(measure(memory, round));
            }
        }
        return figures;
    }

    private static Map<String, Double> measure(Memory memory, int seed) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName(), memory.name(),
                Integer.toString(seed)));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("the process for " + memory + " failed: " + told);
        }
        return new ObjectMapper().readValue(told, new TypeReference<>() { });
    }
}
