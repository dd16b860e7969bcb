package org.pinfold.tools.bench.ab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.pinfold.Heap;
import org.pinfold.tools.bench.EvidenceStamp;
import org.pinfold.tools.evidence.ClassesDigest;
import org.pinfold.tools.report.GeneratedPart;
import org.pinfold.tools.report.MachineFacts;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code pinfold bench} that compare mechanisms, and what they do. */
public final class AbRun {
    /** Where the results that the documents show are kept. */
    static final String KEPT = "bench/results/guards.json";
    /** The document that shows them. */
    static final String DOCUMENT = "README.md";
    /** Its part. */
    static final GeneratedPart PART = new GeneratedPart("pinfold bench --ab all --write");

    /** Where the comparison of learning is kept, and what shows it. */
    static final String LEARNING_KEPT = "bench/results/learning.json";
    static final String LEARNING_DOCUMENT = "docs/adr/0021-what-a-heap-learns.md";
    static final GeneratedPart LEARNING_PART = new GeneratedPart("pinfold bench --ab learning --write");

    /** Where the comparison of arenas is kept, and what shows it. */
    static final String ARENAS_KEPT = "bench/results/arenas.json";
    static final String ARENAS_DOCUMENT = "docs/arenas.md";
    static final GeneratedPart ARENAS_PART = new GeneratedPart("pinfold bench --ab arenas --write");

    private static final String ALL = "all";
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

    @Option(names = "--write", description = "With --ab all: keep the results in " + KEPT + ", and write them into "
            + DOCUMENT + "; with --ab learning in " + LEARNING_KEPT + " and " + LEARNING_DOCUMENT
            + "; with --ab arenas in " + ARENAS_KEPT + " and " + ARENAS_DOCUMENT + ".")
    private boolean write;

    /**
     * Results, and what becomes of them.
     *
     * @param text for a terminal
     * @param summary for a page
     * @param markdown for the document
     * @param kept where they are kept
     * @param part of the document that shows them
     */
    private record Findings(Object results, AbSummary summary, String text, String markdown, String kept,
            String document, GeneratedPart part) {
        static Findings of(AbResults results) {
            AbReport report = new AbReport(results);
            return new Findings(results, report.summary(), report.text(), report.markdown(), KEPT, DOCUMENT, PART);
        }

        static Findings of(LearningResults results) {
            LearningReport report = new LearningReport(results);
            return new Findings(results, report.summary(), report.text(), report.markdown(), LEARNING_KEPT,
                    LEARNING_DOCUMENT, LEARNING_PART);
        }

        static Findings ofArenas(AbResults results) {
            ArenasReport report = new ArenasReport(results);
            return new Findings(results, report.summary(), report.text(), report.markdown(), ARENAS_KEPT,
                    ARENAS_DOCUMENT, ARENAS_PART);
        }
    }

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
        List<Mechanism> mechanisms = mechanisms(spec);
        requireUsable(spec);
        boolean learning = name.equals(Contrast.LEARNING);
        boolean arenas = name.equals(Contrast.ARENAS);
        Plan plan = learning ? Plan.ofLearning(pairs, seed)
                : arenas ? Plan.ofArenas(pairs, seed) : Plan.of(pairs, seed);
        AbMeasurement measurement = given == null ? new AbMeasurement(plan, progress)
                : new AbMeasurement(plan, progress, given);
        AbResults none = noResults(spec, plan);
        if (learning) {
            return tell(spec, Findings.of(new LearningRun(measurement, seed).run(none::with)), json, reader);
        }
        if (arenas) {
            return tell(spec, Findings.ofArenas(new ArenasRun(measurement).run(none)), json, reader);
        }
        List<Comparison> controls = measurement.controls(mechanisms);
        return tell(spec, Findings.of(none.with(controls, measurement.comparisons(mechanisms))), json, reader);
    }

    private AbResults noResults(CommandSpec spec, Plan plan) throws IOException {
        String classes = ClassesDigest.of(Heap.class);
        return new AbResults(spec.commandLine().getParseResult().originalArgs(), MachineFacts.read(),
                LocalDate.now().toString(), classes, EvidenceStamp.of(home, classes), plan.seed(), plan.groups(),
                plan.allPairs(), plan.windowMillis(), List.of(), List.of());
    }

    /** Shows results, and leaves them where that was asked for; those of a run that was blind are not kept. */
    private int tell(CommandSpec spec, Findings findings, Path json, AbSummary.Reader reader)
            throws IOException {
        if (json != null) {
            KeptFile.write(json, findings.results());
        }
        reader.read(findings.summary());
        if (!tell(spec, findings.text(), findings.summary().results())) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        if (write) {
            KeptFile.write(home.resolve(findings.kept()), findings.results());
            findings.part().write(home.resolve(findings.document()), findings.markdown());
        }
        return CommandLine.ExitCode.OK;
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

    private List<Mechanism> mechanisms(CommandSpec spec) {
        if (name.equals(ALL)) {
            return List.of(Mechanism.values());
        }
        if (isByItself()) {
            return List.of();
        }
        return Arrays.stream(Mechanism.values()).filter(it -> it.option().equals(name)).findFirst().map(List::of)
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "--ab must be one of "
                        + String.join(", ", Mechanism.options()) + ", " + Contrast.LEARNING + ", "
                        + Contrast.ARENAS + " or " + ALL + ", not '" + name + "'"));
    }

    private void requireUsable(CommandSpec spec) {
        if (pairs < LEAST_PAIRS || pairs > MOST_PAIRS) {
            throw new ParameterException(spec.commandLine(),
                    "--pairs must be from " + LEAST_PAIRS + " to " + MOST_PAIRS + ", not " + pairs);
        }
        if (write && !name.equals(ALL) && !isByItself()) {
            throw new ParameterException(spec.commandLine(), "--write needs --ab " + ALL + ", " + Contrast.LEARNING
                    + " or " + Contrast.ARENAS);
        }
    }

    /** Whether it is a comparison that is no mechanism's. */
    private boolean isByItself() {
        return name.equals(Contrast.LEARNING) || name.equals(Contrast.ARENAS);
    }
}
