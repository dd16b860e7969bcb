package org.pinfold.tools.plot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pinfold.tools.report.MachineFacts;
import org.pinfold.tools.stress.Assignment;
import org.pinfold.tools.stress.Campaign;
import org.pinfold.tools.stress.CampaignOutcome;
import org.pinfold.tools.stress.Interval;
import org.pinfold.tools.stress.Latency;
import org.pinfold.tools.stress.Percentiles;
import org.pinfold.tools.stress.ShardOutcome;
import org.pinfold.tools.stress.WorkloadResult;
import org.pinfold.tools.stress.canary.Canary;
import org.pinfold.tools.stress.workload.HeapKind;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The page of a campaign that nobody has run. */
class StressPageTest {
    private static final long MIB = 1 << 20;

    @Test
    void figuresStandInTheTable() throws IOException {
        String html = html(1, 0);
        assertTrue(html.contains("<td>larson</td><td>3,000</td><td>1,000</td><td>5</td><td>0</td><td>12.0</td>"), html);
    }

    @Test
    void picturesHaveTheirLines() throws IOException {
        String one = html(1, 0);
        for (String line : List.of(">shard 0<", ">live<", ">resident<", ">committed<", ">process<", ">50 %<",
                ">99.9 %<", ">longest<")) {
            assertTrue(one.contains(line), line);
        }
        String three = html(3, 0);
        assertTrue(three.contains(">shard 2<"), "one line for each");
        assertFalse(three.contains(">longest<"), "too many lines");
    }

    @Test
    void violationsCannotBeMissed() throws IOException {
        assertFalse(html(1, 0).contains("class=\"warning\""), "there is nothing to warn of");
        String html = html(1, 7);
        assertTrue(html.contains("<p class=\"warning\">7 violations</p>"), html);
        assertTrue(html.contains("./pinfold stress --workload larson --seconds 3 --threads 2 --seed 1"), html);
        assertTrue(html.contains("&lt;overwritten&gt;"), html);
    }

    @Test
    void thePageNeedsNothingElseAndHasOnlyTheColoursOfInk() throws IOException {
        Html.assertNeedsNothingElse(html(3, 7));
        Html.assertOnlyColoursOfInk(html(1, 0));
    }

    private static String html(int shards, long violations) throws IOException {
        Campaign campaign = new Campaign(List.of("larson"), 3, 2, 1, 0, HeapKind.ORDERED, Canary.NONE, shards);
        List<ShardOutcome> outcomes = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            outcomes.add(new ShardOutcome(List.of("stress"), new MachineFacts("a <cpu>", 2, "Linux", "amd64", "25"),
                    "2026-01-02", "0123", "verify", campaign, shard,
                    List.of(result(campaign.assignment("larson", shard), violations))));
        }
        return StressPage.of(CampaignOutcome.of(outcomes)).html();
    }

    private static WorkloadResult result(Assignment assignment, long violations) {
        Percentiles times = new Percentiles(100, 20, 300, 4_000, 50_000);
        List<Interval> intervals = new ArrayList<>();
        for (int second = 1; second <= 3; second++) {
            intervals.add(new Interval(second, 1, 1_000, 12 * MIB, MIB, 24 * MIB, 18 * MIB, MIB, 40 * MIB, times,
                    times));
        }
        return new WorkloadResult(assignment, 3, 3_000, 5, violations, List.of("byte 1 was <overwritten>"), Map.of(),
                List.of(), "", intervals, Latency.none(), Latency.none());
    }
}
