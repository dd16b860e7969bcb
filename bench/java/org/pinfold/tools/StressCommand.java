package org.pinfold.tools;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.pinfold.Heap;
import org.pinfold.tools.bench.EvidenceStamp;
import org.pinfold.tools.evidence.ClassesDigest;
import org.pinfold.tools.report.MachineFacts;
import org.pinfold.tools.stress.Campaign;
import org.pinfold.tools.stress.CampaignOutcome;
import org.pinfold.tools.stress.Launcher;
import org.pinfold.tools.stress.Shard;
import org.pinfold.tools.stress.ShardOutcome;
import org.pinfold.tools.stress.StressTables;
import org.pinfold.tools.stress.StressVm;
import org.pinfold.tools.stress.WorkloadResult;
import org.pinfold.tools.stress.canary.Canary;
import org.pinfold.tools.stress.workload.HeapKind;
import org.pinfold.tools.stress.workload.Workloads;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pinfold stress}. */
@Command(name = "stress", mixinStandardHelpOptions = true, versionProvider = VersionText.class,
        footer = {"%nExamples:",
            "  pinfold stress --seconds 1",
            "  pinfold stress --workload mixed --seconds 1800 --report mixed.html",
            "  pinfold stress --canary two-owners"},
        description = {
            "Uses a heap by many threads for as long as you like, and checks everything it does.%n",
            "Every block is stamped with its owner and a cookie, filled, and checked when it is freed, resized or "
                + "handed to another thread. Every few seconds all threads stop: then live blocks and bytes have to be "
                + "what the threads have, the audit has to be clean, no superslab may be retired and still pinned, and "
                + "memory has to be within bounds. A workload runs in a virtual machine of its own: that it crashes or "
                + "hangs is a violation, too. Any violation makes the exit code 1 and is told with the command that "
                + "repeats it; a seed repeats what each thread does, not how they overlap.%n"})
final class StressCommand implements Callable<Integer> {
    private static final int MOST_SECONDS = 1_000_000;
    private static final int MOST_THREADS = 256;

    /** For the help. */
    private static final class WorkloadNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Workloads.labels().iterator();
        }
    }

    /** For the help. */
    private static final class CanaryNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Canary.labels().iterator();
        }
    }

    @Option(names = "--workload", split = ",", paramLabel = "NAME", completionCandidates = WorkloadNames.class,
            description = "What to run, separated by commas, of ${COMPLETION-CANDIDATES}. Default: all.")
    private List<String> names = List.of();

    @Option(names = "--seconds", paramLabel = "N", description = "How long each workload runs, and a little longer to "
            + "finish what was begun. Default: ${DEFAULT-VALUE}.")
    private int seconds = 10;

    @Option(names = "--threads", paramLabel = "N", description = "Threads at once. Default: ${DEFAULT-VALUE}.")
    private int threads = 8;

    @Option(names = "--seed", paramLabel = "N", description = "Of all that is drawn. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--operations", paramLabel = "N", description = "End a workload after about N operations, if its "
            + "time is not over before: with one thread, the same ones each time. misuse does as many double frees, "
            + "or a million, whatever its time.")
    private long operations;

    @Option(names = "--heap", paramLabel = "KIND", description = "How the heap is made: ${COMPLETION-CANDIDATES}. "
            + "Default: ${DEFAULT-VALUE}.")
    private HeapKind heap = HeapKind.ORDERED;

    @Option(names = "--shard", paramLabel = "I/N", description = "Be one of N parts of the campaign, I from 0 to "
            + "N - 1: the same with a seed of its own. 'pinfold merge' puts the --json files of all parts together.")
    private String shardText = Shard.WHOLE.toString();

    @Option(names = "--canary", paramLabel = "KIND", completionCandidates = CanaryNames.class,
            description = "Put a fault into the heap, to see it found: ${COMPLETION-CANDIDATES}.")
    private String canaryName = Canary.NONE.label();

    @Mixin
    private CampaignFiles files = new CampaignFiles();

    @Spec
    private CommandSpec spec;

    private final Launcher launcher;

    StressCommand() {
        this(new StressVm());
    }

    /** A command whose workloads are run by {@code launcher}. */
    StressCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Shard shard = shard();
        Campaign campaign = campaign(shard.count());
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%d s for each workload, %d threads, seed %d, shard %s%n", campaign.seconds(), campaign.threads(),
                campaign.seed(), shard);
        out.flush();
        List<WorkloadResult> results = new ArrayList<>();
        try (Progress progress = new Progress(spec.commandLine().getErr())) {
            for (String workload : campaign.workloads()) {
                results.add(launcher.run(campaign.assignment(workload, shard.index()), progress::at));
            }
        }
        String classes = ClassesDigest.of(Heap.class);
        ShardOutcome outcome = new ShardOutcome(spec.commandLine().getParseResult().originalArgs(),
                MachineFacts.read(), LocalDate.now().toString(), classes,
                EvidenceStamp.of(ProjectHome.path(), classes), campaign, shard.index(), results);
        if (files.json() != null) {
            outcome.write(files.json());
        }
        CampaignOutcome whole = CampaignOutcome.of(List.of(outcome));
        out.print(StressTables.text(whole.totals()));
        results.forEach(result -> tellMore(result, out));
        return files.conclude(whole, out);
    }

    private static void tellMore(WorkloadResult result, PrintWriter out) {
        String workload = result.assignment().workload();
        if (!result.remark().isEmpty()) {
            out.println("  " + workload + ": " + result.remark());
        }
        if (!result.misuse().isEmpty()) {
            out.println("  " + workload + ": misuse put in and reported: " + StressTables.misuse(result.misuse()));
            result.reports().forEach(report -> out.println("    " + report));
        }
    }

    private Shard shard() {
        try {
            return Shard.of(shardText);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--shard: " + e.getMessage(), e);
        }
    }

    private Campaign campaign(int shards) {
        OptionValues.requireKnown(spec, "workload", names, Workloads.labels());
        OptionValues.requireKnown(spec, "canary", List.of(canaryName), Canary.labels());
        OptionValues.requireRange(spec, "--seconds", seconds, 1, MOST_SECONDS);
        OptionValues.requireRange(spec, "--threads", threads, 1, MOST_THREADS);
        if (operations < 0) {
            throw new ParameterException(spec.commandLine(), "--operations must not be negative, but is " + operations);
        }
        files.validate(spec);
        return new Campaign(names.isEmpty() ? Workloads.labels() : names, seconds, threads, seed, operations, heap,
                Canary.named(canaryName).orElseThrow(), shards);
    }
}
