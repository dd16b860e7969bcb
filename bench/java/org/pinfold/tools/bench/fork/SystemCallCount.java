package org.pinfold.tools.bench.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pinfold.tools.bench.Contender;
import org.pinfold.tools.bench.Programs;
import org.pinfold.tools.bench.Row;
import org.pinfold.tools.bench.SystemCalls;

/** Counts system calls about memory by strace, in forks of their own, because being watched costs time. */
public final class SystemCallCount {
    /** What is counted. */
    public static final List<String> CALLS = List.of("mmap", "munmap", "madvise", "brk", "mremap", "mprotect");

    /** Says that there is no strace. */
    public static final String MISSING = "system calls: strace is not installed (Debian: apt install strace)";

    private static final Pattern LINE =
            Pattern.compile("\\s*[\\d.]+\\s+[\\d.]+\\s+\\d+\\s+(\\d+)\\s+(?:\\d+\\s+)?(\\w+)");
    private static final int WINDOWS = 3;
    private static final int WINDOW_MILLIS = 100;

    private final JavaLoops loops;
    private final long seed;

    /** Counts for contenders of {@code loops}. */
    public SystemCallCount(JavaLoops loops, long seed) {
        this.loops = loops;
        this.seed = seed;
    }

    /** Whether there is a strace on the PATH. */
    public static boolean isThere() {
        return Programs.find(Programs.path(), List.of("strace")).isPresent();
    }

    /** The calls of every contender in {@code row} that can run it, net of the empty loop's. */
    public List<SystemCalls> of(Row row) {
        Map<String, Counted> counted = new HashMap<>();
        for (Contender contender : loops.contenders()) {
            count(row, contender).ifPresent(calls -> counted.put(contender.name(), calls));
        }
        List<SystemCalls> calls = new ArrayList<>();
        for (Contender contender : loops.contenders()) {
            Counted own = counted.get(contender.name());
            Counted empty = counted.get(contender.empty());
            if (own != null && empty != null) {
                double net = Math.max(0, own.sum() - empty.sum()) / (double) own.operations();
                calls.add(new SystemCalls(row.name(), contender.name(), net, own.byName()));
            }
        }
        return calls;
    }

    private Optional<Counted> count(Row row, Contender contender) {
        try {
            Path file = Files.createTempFile("pinfold-bench", ".calls");
            try {
                ForkAnswer answer = loops.answer(row, contender, seed, WINDOWS, WINDOW_MILLIS, List.of("strace", "-f",
                        "-c", "--seccomp-bpf", "-e", "trace=" + String.join(",", CALLS), "-o", file.toString()));
                return Optional.of(new Counted(answer.operations(), parse(Files.readAllLines(file))));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            // Those who cannot run the row are left out of its table with the reason already.
            return Optional.empty();
        }
    }

    /** Reads what {@code strace -c} writes: calls by name. */
    static Map<String, Long> parse(List<String> lines) {
        Map<String, Long> byName = new HashMap<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches() && CALLS.contains(matcher.group(2))) {
                byName.put(matcher.group(2), Long.parseLong(matcher.group(1)));
            }
        }
        return byName;
    }

    private record Counted(long operations, Map<String, Long> byName) {
        long sum() {
            return byName.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
