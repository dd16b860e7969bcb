package org.pinfold.tools.stress;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All shards of a campaign.
 *
 * @param totals for each workload, in the order of the campaign
 * @param shards in their order
 */
public record CampaignOutcome(Campaign campaign, List<WorkloadTotal> totals, List<ShardOutcome> shards) {
    /** How many lines of what went wrong are told: a page. */
    private static final int PAGE = 40;

    /** Adds the shards up, which are those of one campaign. */
    public static CampaignOutcome of(List<ShardOutcome> shards) {
        Campaign campaign = shards.getFirst().campaign();
        return new CampaignOutcome(campaign,
                campaign.workloads().stream().map(workload -> WorkloadTotal.of(workload, shards)).toList(),
                List.copyOf(shards));
    }

    /** How many violations there were. */
    public long violations() {
        return totals.stream().mapToLong(WorkloadTotal::violations).sum();
    }

    /** What went wrong, at most a page of it; all of it is counted in the totals. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        shards.forEach(shard -> problems.addAll(shard.problems(PAGE - problems.size())));
        return problems;
    }

    /** Writes it to {@code file} as JSON. */
    public void write(Path file) throws IOException {
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
    }
}
