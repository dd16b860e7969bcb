package org.pinfold.tools;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pinfold.Heap;
import org.pinfold.tools.bench.BenchTables;
import org.pinfold.tools.bench.EvidenceStamp;
import org.pinfold.tools.bench.Goal;
import org.pinfold.tools.evidence.ClassesDigest;
import org.pinfold.tools.memory.MemoryOutcome;
import org.pinfold.tools.memory.MemoryRow;
import org.pinfold.tools.memory.MemoryRun;
import org.pinfold.tools.memory.MemoryTables;
import org.pinfold.tools.memory.Scenarios;
import org.pinfold.tools.peer.Peers;
import org.pinfold.tools.plot.MemoryPage;
import org.pinfold.tools.plot.Recording;
import org.pinfold.tools.report.MachineFacts;
import org.pinfold.tools.trace.TraceFiles;
import org.pinfold.tools.trace.TraceReader;
import org.pinfold.tools.trace.Workload;
import org.pinfold.tools.worker.ChildVmLauncher;
import org.pinfold.tools.worker.Job;
import org.pinfold.tools.worker.Worker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pinfold memory}. */
@Command(name = "memory", mixinStandardHelpOptions = true, versionProvider = VersionText.class,
        footer = {"%nExamples:",
            "  pinfold memory --scenario random-small,burst --allocator pinfold,glibc",
            "  pinfold memory --json memory.json --report memory.html"},
        description = {
            "Watches how much memory allocators take, keep and give back.%n",
            "Each scenario runs once with each allocator, in a virtual machine of its own with a Java heap of fixed "
                + "size. What counts is how far the resident set of the process grows, and Pinfold's records on the "
                + "Java heap. The recorded traces run as well, many copies interleaved. All of "
                + "it takes about half an hour.%n"})
final class MemoryCommand implements Callable<Integer> {
    private static final List<String> DEFAULT =
            List.of(Peers.PINFOLD, "glibc", "mimalloc", "jemalloc", "tcmalloc", "netty-pooled", "netty-adaptive");
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    /** For the help. */
    private static final class ScenarioNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Scenarios.names().iterator();
        }
    }

    @Option(names = "--scenario", split = ",", paramLabel = "NAME", completionCandidates = ScenarioNames.class,
            description = "What to run, separated by commas: ${COMPLETION-CANDIDATES}, and the names of the files in "
            + "bench/traces, without their ends. Default: all.")
    private List<String> names = List.of();

    @Option(names = "--allocator", split = ",", paramLabel = "NAME", completionCandidates = AllocatorNames.class,
            description = "With what, separated by commas, of ${COMPLETION-CANDIDATES}. Default: pinfold, glibc, "
            + "mimalloc, jemalloc, tcmalloc, netty-pooled, netty-adaptive.")
    private List<String> allocators = List.of();

    @Option(names = "--copies", paramLabel = "N", description = "How many copies of a trace to interleave. Default: "
            + "${DEFAULT-VALUE}.")
    private int copies = 32;

    @Mixin
    private Outputs outputs = new Outputs();

    @Spec
    private CommandSpec spec;

    private final Peers peers;
    private final Worker.Launcher launcher;

    MemoryCommand() {
        this(Peers.standard(), standard -> new ChildVmLauncher(standard, TIMEOUT));
    }

    /** A command whose allocators are {@code peers}. */
    MemoryCommand(Peers peers, Function<Peers, Worker.Launcher> launcher) {
        this.peers = peers;
        this.launcher = launcher.apply(peers);
    }

    @Override
    public Integer call() throws IOException {
        Map<String, Path> traces = traces();
        validate(traces);
        PrintWriter out = spec.commandLine().getOut();
        List<MemoryRow> rows = new ArrayList<>();
        for (String name : names.isEmpty() ? known(traces) : names) {
            try (Progress progress = new Progress(spec.commandLine().getErr())) {
                MemoryRun run = new MemoryRun(launcher, allocators.isEmpty() ? DEFAULT : allocators, progress::at);
                rows.add(traces.containsKey(name) ? replay(run, name, traces.get(name)) : scenario(run, name));
            }
            out.println(MemoryTables.text(rows.getLast()));
            out.flush();
        }
        return conclude(outcome(rows));
    }

    private Map<String, Path> traces() throws IOException {
        Map<String, Path> traces = new TreeMap<>();
        for (Path file : TraceFiles.ofProject()) {
            traces.put(TraceReader.nameOf(file), file);
        }
        return traces;
    }

    private static List<String> known(Map<String, Path> traces) {
        return Stream.concat(traces.keySet().stream(), Scenarios.names().stream()).toList();
    }

    private void validate(Map<String, Path> traces) {
        OptionValues.requireRange(spec, "--copies", copies, 1, Workload.MAX_COPIES);
        OptionValues.requireKnown(spec, "scenario", names, known(traces));
        OptionValues.requireKnown(spec, "allocator", allocators, peers.names());
        OptionValues.requireOutputs(spec, outputs.json(), outputs.report());
    }

    private MemoryRow replay(MemoryRun run, String name, Path trace) throws IOException {
        int slots = Workload.of(TraceReader.read(trace), copies).slots();
        return run.run(name, slots, allocator -> new Job(Job.Purpose.MEMORY, allocator, trace.toString(), copies));
    }

    private static MemoryRow scenario(MemoryRun run, String name) {
        return run.run(name, Scenarios.named(name).orElseThrow().demand().slots(),
                allocator -> Job.ofScenario(name, allocator));
    }

    private MemoryOutcome outcome(List<MemoryRow> rows) throws IOException {
        String classes = ClassesDigest.of(Heap.class);
        return new MemoryOutcome(spec.commandLine().getParseResult().originalArgs(), MachineFacts.read(),
                LocalDate.now().toString(), classes, EvidenceStamp.of(ProjectHome.path(), classes), rows);
    }

    private int conclude(MemoryOutcome outcome) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(BenchTables.goals(Goal.MEMORY, outcome.goals()));
        out.print(MemoryTables.legend(outcome));
        if (outputs.json() != null) {
            outcome.write(outputs.json());
        }
        if (outputs.report() != null) {
            MemoryPage.write(outputs.report(), outcome);
        }
        if (outputs.recorded()) {
            out.println("kept: " + Recording.write(ProjectHome.path(), outcome));
        }
        return outputs.conclude(outcome.goals(), out);
    }
}
