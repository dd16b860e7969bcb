package org.pinfold.tools.stress;

import java.util.ArrayList;
import java.util.List;
import org.pinfold.tools.bench.workload.Splitmix;
import org.pinfold.tools.stress.canary.Canary;
import org.pinfold.tools.stress.workload.HeapKind;

/**
 * What a campaign is: the same in all of its shards.
 *
 * @param workloads by name, in the order in which they run
 * @param seconds for each workload
 * @param operations for each workload, about; 0 if as many as there is time for
 * @param shards in how many parts
 */
public record Campaign(List<String> workloads, int seconds, int threads, long seed, long operations, HeapKind heap,
        Canary canary, int shards) {
    /** What a shard does for one of the workloads. */
    public Assignment assignment(String workload, int shard) {
        long seedOfShard = new Splitmix(seed + shard).next();
        return new Assignment(workload, new Splitmix(seedOfShard + workload.hashCode()).next(), threads, seconds,
                operations, heap, canary);
    }

    /** The command that does what a shard has done for one of the workloads. */
    public String repeating(String workload, int shard) {
        List<String> command = new ArrayList<>(List.of("./pinfold", "stress", "--workload", workload, "--seconds",
                "" + seconds, "--threads", "" + threads, "--seed", "" + seed));
        if (shards > 1) {
            command.addAll(List.of("--shard", new Shard(shard, shards).toString()));
        }
        if (operations != 0) {
            command.addAll(List.of("--operations", "" + operations));
        }
        if (heap != HeapKind.ORDERED) {
            command.addAll(List.of("--heap", heap.name()));
        }
        if (canary != Canary.NONE) {
            command.addAll(List.of("--canary", canary.label()));
        }
        return String.join(" ", command);
    }
}
