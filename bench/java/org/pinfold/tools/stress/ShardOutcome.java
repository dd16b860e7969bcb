package org.pinfold.tools.stress;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pinfold.tools.bench.BenchFile;
import org.pinfold.tools.report.MachineFacts;

/**
 * Everything that one shard of a campaign found.
 *
 * @param command the arguments that the command was given
 * @param date the day
 * @param classes the digest of Pinfold's classes
 * @param evidence how far those had been checked before
 * @param results in the order of the campaign's workloads
 */
public record ShardOutcome(List<String> command, MachineFacts machine, String date, String classes, String evidence,
        Campaign campaign, int shard, List<WorkloadResult> results) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * What {@link #write} left.
     *
     * @throws IOException if the file cannot be read or holds something else
     */
    public static ShardOutcome read(Path file) throws IOException {
        ShardOutcome outcome = BenchFile.read(file, ShardOutcome.class, "results of a stress campaign");
        if (outcome.campaign == null || outcome.results == null) {
            throw new IOException(file + " holds no results of a stress campaign");
        }
        return outcome;
    }

    /** Writes it to {@code file} as JSON. */
    public void write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), this);
    }

    /** What went wrong, at most so many lines of it: what, where, and how to repeat it. */
    List<String> problems(int most) {
        List<String> problems = new ArrayList<>();
        for (WorkloadResult result : results) {
            String workload = result.assignment().workload();
            if (result.violations() != 0) {
                problems.add(workload + ": " + result.violations() + " violations; to repeat it: "
                        + campaign.repeating(workload, shard));
                result.told().forEach(violation -> problems.add("  " + violation));
            }
        }
        return problems.size() <= most ? problems : problems.subList(0, most);
    }
}
