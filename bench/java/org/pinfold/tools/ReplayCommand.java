package org.pinfold.tools;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.pinfold.Heap;
import org.pinfold.tools.bench.EvidenceStamp;
import org.pinfold.tools.evidence.ClassesDigest;
import org.pinfold.tools.peer.Peers;
import org.pinfold.tools.plot.ReplayPage;
import org.pinfold.tools.replay.BlockPattern;
import org.pinfold.tools.report.MachineFacts;
import org.pinfold.tools.report.Measure;
import org.pinfold.tools.report.ReplayReport;
import org.pinfold.tools.report.Requirement;
import org.pinfold.tools.report.ResultsFile;
import org.pinfold.tools.report.TraceResult;
import org.pinfold.tools.trace.TraceFiles;
import org.pinfold.tools.trace.TraceFormatException;
import org.pinfold.tools.trace.TraceReader;
import org.pinfold.tools.trace.Workload;
import org.pinfold.tools.worker.ChildVmLauncher;
import org.pinfold.tools.worker.Job.Purpose;
import org.pinfold.tools.worker.Worker;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pinfold replay}. */
@Command(name = "replay", mixinStandardHelpOptions = true, versionProvider = VersionText.class,
        footer = {"%nExamples:",
            "  pinfold replay --check",
            "  pinfold replay --time --allocator pinfold,glibc my.trace.gz",
            "  pinfold replay --time --require mimalloc=1.5 --json times.json"},
        description = "Replays recorded allocation traces against Pinfold and its peers, each in a virtual machine of "
                + "its own: checks every byte of every block, takes the time, watches the memory. A trace takes some "
                + "two minutes with all allocators, ten seconds with --check alone.")
final class ReplayCommand implements Callable<Integer> {
    private static final int MAX_ROUNDS = 1000;

    @Parameters(paramLabel = "TRACE", description = "Trace files, plain or .gz, in the format that "
            + "bench/traces/README.md tells. Default: those in bench/traces.")
    private List<Path> files = List.of();

    @Option(names = "--check", description = "Replay on the trace's threads with every block's bytes verified. "
            + "Without --check, --time and --memory all three are done.")
    private boolean check;

    @Option(names = "--time", description = "Take CPU time per event, in nanoseconds.")
    private boolean time;

    @Option(names = "--memory", description = "Watch the resident set, in MiB.")
    private boolean memory;

    @Option(names = "--allocator", split = ",", paramLabel = "NAME", completionCandidates = AllocatorNames.class,
            description = "What to run, separated by commas, of ${COMPLETION-CANDIDATES}. "
            + "Default: pinfold and pinfold-exact are checked; these and all their peers are timed and watched.")
    private List<String> allocators = List.of();

    @Option(names = "--copies", paramLabel = "N", description = "Interleave N copies of each trace. Default: 1, and "
            + "for memory as many as keep 64 MiB live.")
    private Integer copies;

    @Option(names = "--rounds", paramLabel = "N", description = "Timed rounds of a trace. Default: ${DEFAULT-VALUE}.")
    private int rounds = 25;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures to FILE.")
    private Path json;

    @Option(names = "--report", paramLabel = "FILE", description = "Write tables and plots to FILE, an HTML page.")
    private Path page;

    @Option(names = "--require", paramLabel = "PEER=RATIO", mapFallbackValue = Option.NULL_VALUE, description = "Fail "
            + "unless, under every trace, Pinfold's time is at most RATIO times the peer's.")
    private Map<String, Double> requiredTimes = new LinkedHashMap<>();

    @Option(names = "--require-memory", paramLabel = "PEER=RATIO", mapFallbackValue = Option.NULL_VALUE,
            description = "The same for peak resident memory.")
    private Map<String, Double> requiredMemories = new LinkedHashMap<>();

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long a virtual machine may take for one "
            + "answer. Default: ${DEFAULT-VALUE}.")
    private int timeout = 600;

    @Spec
    private CommandSpec spec;

    private final Peers peers;
    private final Function<Duration, Worker.Launcher> launchers;

    ReplayCommand() {
        peers = Peers.standard();
        launchers = limit -> new ChildVmLauncher(peers, limit);
    }

    /** A command whose allocators are {@code peers}, run by {@code launcher}. */
    ReplayCommand(Peers peers, Worker.Launcher launcher) {
        this.peers = peers;
        launchers = limit -> launcher;
    }

    @Override
    public Integer call() throws IOException {
        validate();
        List<ReplayPlan> plans = plans();
        Worker.Launcher launcher = launchers.apply(Duration.ofSeconds(timeout));
        PrintWriter out = spec.commandLine().getOut();
        ReplayReport report = new ReplayReport(purposes());
        List<TraceResult> results = new ArrayList<>();
        for (ReplayPlan plan : plans) {
            try (Progress progress = new Progress(spec.commandLine().getErr())) {
                results.add(new ReplayRun(plan, launcher, progress::at).run());
            }
            out.println(report.of(results.getLast()));
            out.flush();
        }
        out.println(report.legend(results));
        List<String> problems = ReplayVerdict.problems(results, requirements());
        problems.forEach(problem -> out.println("FAILED " + problem));
        if (json != null || page != null) {
            write(plans.getLast(), results, problems);
        }
        return problems.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void validate() {
        List<String> known = peers.names();
        Set<String> asked = new LinkedHashSet<>(allocators);
        asked.addAll(requiredTimes.keySet());
        asked.addAll(requiredMemories.keySet());
        OptionValues.requireKnown(spec, "allocator", asked, known);
        if (copies != null) {
            OptionValues.requireRange(spec, "--copies", copies, 1, Workload.MAX_COPIES);
        }
        OptionValues.requireRange(spec, "--rounds", rounds, 1, MAX_ROUNDS);
        OptionValues.requireRange(spec, "--timeout", timeout, 1, Integer.MAX_VALUE);
        requireRatios("--require", requiredTimes);
        requireRatios("--require-memory", requiredMemories);
        requirements().forEach(this::requireMeasured);
        if (!purposes().contains(Purpose.TIME)) {
            OptionValues.requireNone(spec, List.of("--rounds"), "is for --time, which this run does not do");
        }
        OptionValues.requireOutputs(spec, json, page);
    }

    private void requireRatios(String option, Map<String, Double> required) {
        required.forEach((peer, ratio) -> {
            if (ratio == null) {
                throw usage(option + " " + peer + " has no ratio: say how much is allowed, as in " + option + " "
                        + peer + "=1.1");
            }
            if (ratio <= 0) {
                throw usage(option + ": a required ratio must be more than 0, not " + ratio);
            }
            if (peer.equals(Peers.PINFOLD)) {
                throw usage(option + " compares " + Peers.PINFOLD + " with another allocator: name that one");
            }
        });
    }

    private void requireMeasured(Requirement requirement) {
        Purpose purpose = requirement.measure() == Measure.TIME ? Purpose.TIME : Purpose.MEMORY;
        String why = "nothing to judge " + requirement + " by: ";
        if (!purposes().contains(purpose)) {
            throw usage(why + "add " + (purpose == Purpose.TIME ? "--time" : "--memory"));
        }
        if (!allocators(purpose).containsAll(List.of(Peers.PINFOLD, requirement.peer()))) {
            throw usage(why + "--allocator has to name both " + Peers.PINFOLD + " and " + requirement.peer());
        }
    }

    private Set<Purpose> purposes() {
        Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
        boolean all = !check && !time && !memory;
        if (check || all) {
            purposes.add(Purpose.CHECK);
        }
        if (time || all) {
            purposes.add(Purpose.TIME);
        }
        if (memory || all) {
            purposes.add(Purpose.MEMORY);
        }
        return purposes;
    }

    private List<String> allocators(Purpose purpose) {
        if (!allocators.isEmpty()) {
            return allocators.stream().distinct().toList();
        }
        return purpose == Purpose.CHECK ? List.of(Peers.PINFOLD, Peers.PINFOLD_EXACT) : peers.replayed();
    }

    private List<Requirement> requirements() {
        List<Requirement> all = new ArrayList<>();
        requiredTimes.forEach((peer, ratio) -> all.add(new Requirement(Measure.TIME, peer, ratio)));
        requiredMemories.forEach((peer, ratio) -> all.add(new Requirement(Measure.MEMORY, peer, ratio)));
        return all;
    }

    private List<ReplayPlan> plans() throws IOException {
        List<Path> traces = files.isEmpty() ? TraceFiles.ofProject() : files;
        if (traces.isEmpty()) {
            throw usage("no trace given, and none found in " + TraceFiles.folder().toAbsolutePath());
        }
        Map<Purpose, List<String>> chosen = new EnumMap<>(Purpose.class);
        purposes().forEach(purpose -> chosen.put(purpose, allocators(purpose)));
        List<ReplayPlan> plans = new ArrayList<>();
        for (Path file : traces) {
            try {
                plans.add(new ReplayPlan(file, TraceReader.read(file), chosen, Optional.ofNullable(copies), rounds));
            } catch (TraceFormatException e) {
                throw usage(e.getMessage());
            } catch (NoSuchFileException e) {
                throw usage("no such file: " + file);
            } catch (IOException e) {
                throw usage("cannot read " + file + ": " + e.getMessage());
            }
        }
        return plans;
    }

    private void write(ReplayPlan example, List<TraceResult> results, List<String> problems) throws IOException {
        Map<Purpose, List<String>> workers = new EnumMap<>(Purpose.class);
        purposes().forEach(purpose -> workers.put(purpose,
                ChildVmLauncher.options(purpose, example.workload(purpose).slots())));
        String classes = ClassesDigest.of(Heap.class);
        ResultsFile outcome = new ResultsFile(spec.commandLine().getParseResult().originalArgs(), MachineFacts.read(),
                LocalDate.now().toString(), classes, EvidenceStamp.of(ProjectHome.path(), classes), BlockPattern.SEED,
                workers, results, problems);
        if (json != null) {
            outcome.write(json);
        }
        if (page != null) {
            ReplayPage.write(page, outcome);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
