package org.pinfold.tools;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.pinfold.Heap;
import org.pinfold.tools.bench.BenchFile;
import org.pinfold.tools.bench.BenchOutcome;
import org.pinfold.tools.bench.BenchPlan;
import org.pinfold.tools.bench.BenchResults;
import org.pinfold.tools.bench.BenchRun;
import org.pinfold.tools.bench.BenchTables;
import org.pinfold.tools.bench.ChosenLoops;
import org.pinfold.tools.bench.EvidenceStamp;
import org.pinfold.tools.bench.Goal;
import org.pinfold.tools.bench.Goals;
import org.pinfold.tools.bench.Growth;
import org.pinfold.tools.bench.Loops;
import org.pinfold.tools.bench.Row;
import org.pinfold.tools.bench.SystemCalls;
import org.pinfold.tools.bench.ab.AbRun;
import org.pinfold.tools.bench.ab.AbSummary;
import org.pinfold.tools.bench.c.NativeLoops;
import org.pinfold.tools.bench.fork.JavaLoops;
import org.pinfold.tools.bench.fork.SystemCallCount;
import org.pinfold.tools.evidence.ClassesDigest;
import org.pinfold.tools.peer.Peers;
import org.pinfold.tools.plot.AbPage;
import org.pinfold.tools.plot.BenchPage;
import org.pinfold.tools.plot.Recording;
import org.pinfold.tools.report.MachineFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pinfold bench}. */
@Command(name = "bench", mixinStandardHelpOptions = true, versionProvider = VersionText.class,
        footer = {"%nExamples:",
            "  pinfold bench --quick",
            "  pinfold bench --rows pair-64 --allocator pinfold,mimalloc --report a.html",
            "  pinfold bench --ab frees"},
        description = {
            "Puts Pinfold's speed beside that of other allocators.%n",
            "Each row of the tables is a workload. All contenders take turns at it, round by round, each in a process "
                + "of its own that warms up, is measured in some windows and proves that it ran the allocator it "
                + "names. What counts is CPU time, less that of the loop without an allocator.%n",
            "Java runs with one thread that collects (SerialGC), 1 GiB of heap (more for rows that hold more), native "
                + "access, and Unsafe for those who use it.%n",
            "Such a process takes two to three seconds. All rows and contenders are some 2,500 processes, which is "
                + "about two hours; --quick takes three minutes. Less is --rows, --allocator or --rounds.%n"})
final class BenchCommand implements Callable<Integer> {
    /** What says nothing about two sides in one virtual machine. */
    private static final List<String> OF_ROWS = List.of("--rows", "--allocator", "--quick", "--growth", "--rounds",
            "--iterations", "--window", "--threads", "--record", "--require");
    /** What says nothing about rows. */
    private static final List<String> OF_PAIRS = List.of("--pairs", "--write");

    /** Makes the loops that are not in Java. */
    @FunctionalInterface
    interface NativeBuilder {
        /** The loops, if there are any; {@code missing} is told of each contender that is not there, and why. */
        Optional<? extends Loops> build(Path home, Consumer<String> missing);
    }

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Mixin
    private AbRun ab = new AbRun();

    @Mixin
    private Outputs outputs = new Outputs();

    @Spec
    private CommandSpec spec;

    private final Peers peers;
    private final NativeBuilder nativeBuilder;
    private final List<String> leftOut = new ArrayList<>();
    private final List<SystemCalls> systemCalls = new ArrayList<>();
    private final MachineFacts machine = MachineFacts.read();

    BenchCommand() {
        this(Peers.standard(), NativeLoops::build);
    }

    /** A command whose allocators in Java are {@code peers}. */
    BenchCommand(Peers peers, NativeBuilder nativeBuilder) {
        this.peers = peers;
        this.nativeBuilder = nativeBuilder;
    }

    @Override
    public Integer call() throws IOException {
        options.validate(spec, peers);
        OptionValues.requireOutputs(spec, outputs.json(), outputs.report());
        OptionValues.requireNone(spec, ab.isAsked() ? OF_ROWS : OF_PAIRS,
                ab.isAsked() ? "has no meaning with --ab" : "needs --ab");
        if (ab.isAsked()) {
            try (Progress progress = new Progress(spec.commandLine().getErr())) {
                return ab.run(spec, options.seed(), outputs.json(), this::show, progress::at);
            }
        }
        JavaLoops java = new JavaLoops(peers, options.inJava(peers));
        List<Loops> loops = new ArrayList<>(List.of(java));
        Set<String> inC = options.inC();
        if (!inC.isEmpty()) {
            nativeBuilder.build(ProjectHome.path(), leftOut::add)
                    .ifPresent(all -> loops.add(new ChosenLoops(all, inC)));
        }
        try {
            return run(java, loops);
        } finally {
            loops.forEach(Loops::close);
        }
    }

    private void show(AbSummary summary) throws IOException {
        if (outputs.report() != null) {
            AbPage.write(outputs.report(), summary);
        }
    }

    private int run(JavaLoops java, List<Loops> loops) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        BenchPlan plan = options.plan();
        String classes = ClassesDigest.of(Heap.class);
        String evidence = EvidenceStamp.of(ProjectHome.path(), classes);
        out.printf("%d rows, %d rounds, %d windows of %d ms, seed %d; classes %s: %s%n%n", plan.rows().size(),
                plan.rounds(), plan.windows(), plan.windowMillis(), plan.seed(), classes, evidence);
        out.flush();
        BenchRun run = new BenchRun(plan, loops);
        for (Row row : plan.rows()) {
            try (Progress progress = new Progress(spec.commandLine().getErr())) {
                run.run(row, progress::at);
                countSystemCalls(row, java, progress);
            }
            out.println(new BenchTables(results(run, plan, classes, evidence), systemCalls).row(row));
            out.flush();
        }
        return conclude(results(run, plan, classes, evidence));
    }

    private void countSystemCalls(Row row, JavaLoops java, Progress progress) {
        if (!options.countsSystemCalls()) {
            return;
        }
        if (SystemCallCount.isThere()) {
            progress.at(row.name() + ": system calls");
            systemCalls.addAll(new SystemCallCount(java, options.seed()).of(row));
        } else if (leftOut.stream().noneMatch(SystemCallCount.MISSING::equals)) {
            leftOut.add(SystemCallCount.MISSING);
        }
    }

    private int conclude(BenchResults results) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Goal> goals = options.growth() ? Growth.of(results) : Goals.of(results);
        out.println(BenchTables.goals(Goal.TIME, goals));
        out.print(new BenchTables(results, systemCalls).legend());
        leftOut.forEach(line -> out.println("  left out: " + line));
        BenchOutcome outcome = new BenchOutcome(results, systemCalls, goals);
        if (outputs.json() != null) {
            BenchFile.write(outputs.json(), outcome);
        }
        if (outputs.report() != null) {
            BenchPage.write(outputs.report(), outcome);
        }
        if (outputs.recorded()) {
            String kind = options.growth() ? Recording.GROWTH : Recording.SPEED;
            out.println("kept: " + Recording.write(ProjectHome.path(), kind, outcome));
        }
        return outputs.conclude(goals, out);
    }

    private BenchResults results(BenchRun run, BenchPlan plan, String classes, String evidence) {
        return new BenchResults(spec.commandLine().getParseResult().originalArgs(), machine,
                LocalDate.now().toString(), classes, evidence, plan.seed(), plan.rounds(), plan.windows(),
                plan.windowMillis(), plan.rows(), run.contenders(), run.samples(),
                Stream.concat(leftOut.stream(), run.leftOut().stream()).toList());
    }
}
