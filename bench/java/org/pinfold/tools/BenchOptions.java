package org.pinfold.tools;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.pinfold.tools.bench.BenchPlan;
import org.pinfold.tools.bench.Case;
import org.pinfold.tools.bench.Cases;
import org.pinfold.tools.bench.Growth;
import org.pinfold.tools.bench.Row;
import org.pinfold.tools.peer.Peers;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code pinfold bench} that tell what to measure, and how often. */
final class BenchOptions {
    private static final int MOST_ROUNDS = 1000;
    private static final int MOST_WINDOWS = 1000;
    private static final int MOST_WINDOW_MILLIS = 60_000;
    private static final int MOST_THREADS = 64;
    private static final List<String> IN_C = List.of("c-glibc", "c-mimalloc", "c-jemalloc", "c-tcmalloc");
    private static final List<String> QUICK = List.of("pinfold", "pinfold-exact", "glibc", "mimalloc", "jemalloc",
            "tcmalloc", "netty-adaptive", "arena-confined");
    private static final int WINDOWS = 7;
    private static final int QUICK_WINDOWS = 5;
    private static final int WINDOW_MILLIS = 100;
    private static final int QUICK_WINDOW_MILLIS = 15;
    private static final String MAIN = "main";
    private static final String ALL = "all";

    @Option(names = "--quick", description = "The main rows with the contenders that matter most, in windows of "
            + QUICK_WINDOW_MILLIS + " ms: coarse figures within three minutes.")
    private boolean quick;

    /** For the help. */
    private static final class RowNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Cases.names().iterator();
        }
    }

    @Option(names = "--rows", split = ",", paramLabel = "NAME", completionCandidates = RowNames.class,
            description = "Which rows, separated by commas, of ${COMPLETION-CANDIDATES}; '"
            + MAIN + "' for those that count in the means, '" + ALL + "' for all but those of --growth, shared-read "
            + "and shared-read-2; the last two are for Pinfold and Netty alone. Default: all; with --quick main.")
    private List<String> rowNames = List.of();

    @Option(names = "--allocator", split = ",", paramLabel = "NAME", completionCandidates = AllocatorNames.class,
            description = "Whom to run, separated by commas, of ${COMPLETION-CANDIDATES}, and in "
            + "C c-glibc, c-mimalloc, c-jemalloc, c-tcmalloc. "
            + "Default: everybody; with --quick pinfold, pinfold-exact, the four through the linker, netty-adaptive, "
            + "arena-confined, and those in C.")
    private List<String> allocators = List.of();

    @Option(names = "--rounds", paramLabel = "N", description = "Processes for each row and contender. Default: "
            + "${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(names = "--iterations", paramLabel = "N", description = "Windows of measurement in each process. Default: "
            + WINDOWS + "; with --quick " + QUICK_WINDOWS + ".")
    private Integer windows;

    @Option(names = "--window", paramLabel = "MILLIS", description = "How long a window is, in milliseconds; "
            + "warming up takes ten, at least 250 ms, of allocators in Java 600. Default: " + WINDOW_MILLIS
            + "; with --quick " + QUICK_WINDOW_MILLIS + ".")
    private Integer windowMillis;

    @Option(names = "--seed", paramLabel = "N", description = "Of sizes and orders. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--threads", paramLabel = "N", description = "How many threads run each row. Default: "
            + "${DEFAULT-VALUE}.")
    private int threads = 1;

    @Option(names = "--growth", description = "How cost grows with threads and with live memory, Pinfold's and that of "
            + "the four through the linker; needs 8 GiB of memory.")
    private boolean growth;

    /**
     * Does nothing if the options make sense together.
     *
     * @throws ParameterException if they do not
     */
    void validate(CommandSpec spec, Peers peers) {
        OptionValues.requireRange(spec, "--rounds", rounds, 1, MOST_ROUNDS);
        OptionValues.requireRange(spec, "--iterations", windows(), 1, MOST_WINDOWS);
        OptionValues.requireRange(spec, "--window", windowMillis(), 1, MOST_WINDOW_MILLIS);
        OptionValues.requireRange(spec, "--threads", threads, 1, MOST_THREADS);
        List<String> known = Stream.concat(peers.names().stream(), IN_C.stream()).toList();
        OptionValues.requireKnown(spec, "allocator", allocators, known);
        if (rowNames.isEmpty()) {
            OptionValues.requireNone(spec, List.of("--rows"), "names nothing; leave it out for all rows");
        }
        for (String name : rowNames) {
            if (cases(name).isEmpty()) {
                throw new ParameterException(spec.commandLine(), "no row '" + name + "'; known: " + MAIN + ", " + ALL
                        + ", " + String.join(", ", Cases.names().toList()));
            }
        }
        if (growth && (quick || !rowNames.isEmpty() || threads != 1)) {
            throw new ParameterException(spec.commandLine(),
                    "--growth has rows and threads of its own: leave out --quick, --rows and --threads");
        }
    }

    BenchPlan plan() {
        Set<Row> rows = new LinkedHashSet<>();
        for (String name : growth ? Growth.ROWS : rowNames.isEmpty() ? List.of(quick ? MAIN : ALL) : rowNames) {
            cases(name).forEach(one -> rows.add(one.withThreads(threads)));
        }
        return new BenchPlan(List.copyOf(rows), rounds, windows(), windowMillis(), seed);
    }

    /** The allocators to be called from Java. */
    List<String> inJava(Peers peers) {
        List<String> chosen = !allocators.isEmpty() ? allocators
                : growth ? Growth.ALLOCATORS : quick ? QUICK : peers.names();
        return chosen.stream().filter(peers.names()::contains).distinct().toList();
    }

    /** The contenders that are to run in C. */
    Set<String> inC() {
        Set<String> chosen =
                new LinkedHashSet<>(!allocators.isEmpty() ? allocators : growth ? List.of() : IN_C);
        chosen.retainAll(IN_C);
        return chosen;
    }

    /** Whether it is about growth, and not about {@link org.pinfold.tools.bench.Goals}. */
    boolean growth() {
        return growth;
    }

    /** Whether there is time to count system calls, which takes forks of its own. */
    boolean countsSystemCalls() {
        return !quick && !growth;
    }

    long seed() {
        return seed;
    }

    private static List<Case> cases(String name) {
        return switch (name) {
            case ALL -> Cases.usual();
            case MAIN -> Cases.usual().stream().filter(one -> one.row().main()).toList();
            default -> Cases.named(name).stream().toList();
        };
    }

    private int windows() {
        return windows != null ? windows : quick ? QUICK_WINDOWS : WINDOWS;
    }

    private int windowMillis() {
        return windowMillis != null ? windowMillis : quick ? QUICK_WINDOW_MILLIS : WINDOW_MILLIS;
    }
}
