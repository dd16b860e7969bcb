package org.pinfold.tools.bench.ab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.pinfold.Heap;
import org.pinfold.tools.bench.EvidenceStamp;
import org.pinfold.tools.evidence.ClassesDigest;
import org.pinfold.tools.report.MachineFacts;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code pinfold bench} that compare mechanisms, and what they do. */
public final class AbRun {
    private static final int LEAST_PAIRS = 30;
    private static final int MOST_PAIRS = 6_000;

    @Option(names = "--ab", paramLabel = "NAME", description = "Compare the heap with and without one mechanism or "
            + "guard, in one virtual machine: batchRefill, remoteDrain, counterAudit, pins, blockState, "
            + "checks, frees, guarded, leaks, or all; or learning, in time and in cached memory, which takes half an "
            + "hour; or arenas, a heap's beside the JDK's.")
    private String name;

    @Option(names = "--pairs", paramLabel = "N", description = "How many pairs of windows each comparison has at "
            + "least. Default: ${DEFAULT-VALUE}.")
    private int pairs = 36;

    @Option(names = "--write", description = "With --ab all: keep the results in " + MechanismStudy.KEPT
            + ", and write them into " + MechanismStudy.DOCUMENT + "; with --ab learning in " + LearningStudy.KEPT
            + " and " + LearningStudy.DOCUMENT + "; with --ab arenas in " + ArenasStudy.KEPT + " and "
            + ArenasStudy.DOCUMENT + ".")
    private boolean write;

    private final Path home;
    /** What the pairs are, or null: to be measured. */
    private final BiFunction<Contrast, Load, List<List<Pair>>> given;

    /** For the project that the launcher names, or the working folder. */
    public AbRun() {
        this(Path.of(System.getProperty("pinfold.home", "")), null);
    }

    /** For a project, with pairs that need not be measured. */
    AbRun(Path home, BiFunction<Contrast, Load, List<List<Pair>>> given) {
        this.home = home;
        this.given = given;
    }

    /** Whether this was asked for. */
    public boolean isAsked() {
        return name != null;
    }

    /**
     * Compares, prints, and keeps what was asked to be kept.
     *
     * @param spec the command that has these options
     * @param seed decides sizes and orders
     * @param json where all figures go, or null
     * @param reader is shown what came of it
     * @param progress is told what is being done
     * @return the exit code
     * @throws ParameterException if an option has no such value
     */
    public int run(CommandSpec spec, long seed, Path json, AbSummary.Reader reader,
            Consumer<String> progress) throws IOException {
        Study study = study(spec);
        requireUsable(spec, study);
        Plan plan = study.plan(pairs, seed);
        AbMeasurement measurement = given == null ? new AbMeasurement(plan, progress)
                : new AbMeasurement(plan, progress, given);
        Report report = study.measure(measurement, noResults(spec, plan));
        if (json != null) {
            KeptFile.write(json, report.results());
        }
        AbSummary summary = report.summary();
        reader.read(summary);
        if (!tell(spec, report.text(), summary.results())) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        // The results of a run that was blind are not kept.
        if (write) {
            study.publication().write(home, report);
        }
        return CommandLine.ExitCode.OK;
    }

    private AbResults noResults(CommandSpec spec, Plan plan) throws IOException {
        String classes = ClassesDigest.of(Heap.class);
        return new AbResults(spec.commandLine().getParseResult().originalArgs(), MachineFacts.read(),
                LocalDate.now().toString(), classes, EvidenceStamp.of(home, classes), plan.seed(), plan.groups(),
                plan.allPairs(), plan.windowMillis(), List.of(), List.of());
    }

    /** Prints, and answers whether the figures are worth anything. */
    private static boolean tell(CommandSpec spec, String text, AbResults times) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        List<String> blind = times.blind();
        if (!blind.isEmpty()) {
            out.println("FAILED a side that is slow on purpose did not look slow under " + String.join(", ", blind)
                    + ": the machine is too busy, or the windows are too short");
        }
        out.flush();
        return blind.isEmpty();
    }

    private Study study(CommandSpec spec) {
        return Studies.named(name).orElseThrow(() -> new ParameterException(spec.commandLine(),
                "--ab must be one of " + Studies.either(Studies.all()) + ", not '" + name + "'"));
    }

    private void requireUsable(CommandSpec spec, Study study) {
        if (pairs < LEAST_PAIRS || pairs > MOST_PAIRS) {
            throw new ParameterException(spec.commandLine(),
                    "--pairs must be from " + LEAST_PAIRS + " to " + MOST_PAIRS + ", not " + pairs);
        }
        if (write && study.publication() == null) {
            throw new ParameterException(spec.commandLine(),
                    "--write needs --ab " + Studies.either(Studies.PUBLISHED));
        }
    }
}
