package org.pinfold.tools.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.pinfold.tools.stress.Campaign;
import org.pinfold.tools.stress.CampaignOutcome;
import org.pinfold.tools.stress.Interval;
import org.pinfold.tools.stress.Percentiles;
import org.pinfold.tools.stress.ShardOutcome;
import org.pinfold.tools.stress.StressTables;
import org.pinfold.tools.stress.WorkloadResult;
import org.pinfold.tools.stress.WorkloadTotal;
import org.pinfold.tools.stress.canary.Canary;

/** What a stress campaign came to, workload by workload, over time. */
public final class StressPage {
    private static final double MIB = 1 << 20;
    private static final String SECONDS = "seconds";
    /** As many as there are colours. */
    private static final int MOST_LINES = 8;

    private final CampaignOutcome outcome;
    private final Page page = new Page("pinfold stress");

    private StressPage(CampaignOutcome outcome) {
        this.outcome = outcome;
    }

    /**
     * Writes the page.
     *
     * @throws IOException if the file cannot be written, or this machine cannot draw
     */
    public static void write(Path file, CampaignOutcome outcome) throws IOException {
        of(outcome).write(file);
    }

    static Page of(CampaignOutcome outcome) throws IOException {
        StressPage made = new StressPage(outcome);
        made.head();
        made.page.heading("Workloads").table(StressTables.cells(outcome.totals()));
        for (WorkloadTotal total : outcome.totals()) {
            made.workload(total);
        }
        made.page.heading("How to read this").text(StressTables.LEGEND);
        return made.page;
    }

    private void head() {
        ShardOutcome first = outcome.shards().getFirst();
        Campaign campaign = outcome.campaign();
        Map<String, String> facts = Provenance.begin(page, first.command(), first.machine(), first.date(),
                first.classes(), first.evidence());
        facts.put("campaign", campaign.seconds() + " s for each workload, " + campaign.threads() + " threads, seed "
                + campaign.seed() + ", heap " + campaign.heap() + (campaign.operations() == 0 ? ""
                : ", " + campaign.operations() + " operations"));
        facts.put("shards", outcome.shards().size() + " of " + campaign.shards());
        facts.put("violations", "" + outcome.violations());
        if (campaign.canary() != Canary.NONE) {
            facts.put("canary", campaign.canary().label() + ": a fault was put in on purpose");
        }
        page.facts(facts);
        if (outcome.violations() != 0) {
            page.warning(outcome.violations() + " violations").list(outcome.problems());
        }
    }

    private void workload(WorkloadTotal total) throws IOException {
        page.heading(total.workload());
        page.beside(side -> {
            side.lines("operations a second over time", SECONDS, "operations / s",
                    byShard(total.workload(), Interval::rate));
            side.lines("memory over time", SECONDS, "MiB", memory(total.workload()));
            side.logLines("how long an allocation took over time", SECONDS, "ns, allocation",
                    times(total.workload(), Interval::allocation));
            side.logLines("how long a free took over time", SECONDS, "ns, free",
                    times(total.workload(), Interval::free));
        });
        String misuse = StressTables.misuse(total.misuse());
        if (!misuse.isEmpty()) {
            page.text("Misuse put in and reported: " + misuse + ".");
        }
        List<String> remarks = results(total.workload()).stream().map(WorkloadResult::remark)
                .filter(remark -> !remark.isEmpty()).limit(MOST_LINES).toList();
        if (!remarks.isEmpty()) {
            page.list(remarks);
        }
    }

    private List<WorkloadResult> results(String workload) {
        return outcome.shards().stream().flatMap(shard -> shard.results().stream())
                .filter(result -> result.assignment().workload().equals(workload)).toList();
    }

    /** One line for each of the first shards. */
    private List<Line> byShard(String workload, ToDoubleFunction<Interval> figure) {
        List<Line> lines = new ArrayList<>();
        List<WorkloadResult> results = results(workload);
        for (int shard = 0; shard < Math.min(results.size(), MOST_LINES); shard++) {
            lines.add(line("shard " + shard, results.get(shard), figure));
        }
        return lines;
    }

    /** All figures of one shard; of several, what is resident of each. */
    private List<Line> memory(String workload) {
        List<WorkloadResult> results = results(workload);
        if (results.size() > 1) {
            return byShard(workload, it -> it.process() / MIB);
        }
        WorkloadResult result = results.getFirst();
        return List.of(line("live", result, it -> it.live() / MIB),
                line("resident", result, it -> it.resident() / MIB),
                line("committed", result, it -> it.committed() / MIB),
                line("process", result, it -> it.process() / MIB));
    }

    /** Percentiles of one shard; of several, the 99th of each. */
    private List<Line> times(String workload, Function<Interval, Percentiles> kind) {
        List<WorkloadResult> results = results(workload);
        if (results.size() > 1) {
            return byShard(workload, it -> kind.apply(it).p99());
        }
        WorkloadResult result = results.getFirst();
        return List.of(line("50 %", result, it -> kind.apply(it).p50()),
                line("99 %", result, it -> kind.apply(it).p99()),
                line("99.9 %", result, it -> kind.apply(it).p999()),
                line("longest", result, it -> kind.apply(it).max()));
    }

    private static Line line(String name, WorkloadResult result, ToDoubleFunction<Interval> figure) {
        return new Line(name, result.intervals().stream()
                .map(it -> new Line.Point(it.seconds(), figure.applyAsDouble(it))).toList());
    }
}
