package com.example.vectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.arrow.memory.BufferAllocator;

/** A process that measures one kind of memory, once, and prints what came out as a line of JSON. */
final class Worker {
    private static final long WINDOW_NANOS = 300_000_000;
    private static final long REST_MILLIS = 2_000;
    private static final long PEAK_BYTES = 256L << 20;
    private static final double MIB = 1 << 20;

    private Worker() {
    }

    /** Takes the name of the memory and a seed. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[1]));
        Map<String, Double> figures = new LinkedHashMap<>();
        try (BufferAllocator allocator = Memory.valueOf(arguments[0]).allocator()) {
            // First of all, as long as nothing is left from anything else.
            resident(allocator, random, figures);
            for (Workload workload : Workload.values()) {
                perSecond(workload, allocator, random);
                figures.put(workload.toString(), perSecond(workload, allocator, random));
            }
        }
        System.out.println(new ObjectMapper().writeValueAsString(figures));
    }

    private static double perSecond(Workload workload, BufferAllocator allocator, SplittableRandom random) {
        long done = 0;
        long begin = System.nanoTime();
        long spent;
        do {
            done += workload.run(allocator, random);
            spent = System.nanoTime() - begin;
        } while (spent < WINDOW_NANOS);
        return done * 1e9 / spent;
    }

    /** How far the process grows, with all of it live, and what is left when it was freed. */
    private static void resident(BufferAllocator allocator, SplittableRandom random, Map<String, Double> figures)
            throws IOException, InterruptedException {
        Workload.MIXED.run(allocator, random);
        double before = residentMib();
        List<Batch> batches = new ArrayList<>();
        while (allocator.getAllocatedMemory() < PEAK_BYTES) {
            batches.add(Batch.of(allocator, 1 << random.nextInt(4, 14)));
        }
        figures.put("live MiB", allocator.getAllocatedMemory() / MIB);
        figures.put("peak MiB", residentMib() - before);
        batches.forEach(Batch::close);
        figures.put("freed MiB", residentMib() - before);
        Thread.sleep(REST_MILLIS);
        figures.put("2 s later MiB", residentMib() - before);
    }

    private static double residentMib() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(text -> text.startsWith("VmRSS:")).findFirst().orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
    }
}
