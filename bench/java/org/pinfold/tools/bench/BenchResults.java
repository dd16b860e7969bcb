package org.pinfold.tools.bench;

import java.util.List;
import org.pinfold.tools.report.MachineFacts;

/**
 * Everything one run has measured.
 *
 * @param command the arguments it was given
 * @param date year, month, day
 * @param classes the digest of the library's classes that were measured
 * @param evidence the tier in which these very classes were checked, or {@code UNCHECKED}
 * @param seed of sizes and orders
 * @param rounds processes for each row and contender
 * @param windows measurements in each process
 * @param windowMillis about how long each of them takes
 * @param leftOut what is missing, and why
 */
public record BenchResults(List<String> command, MachineFacts machine, String date, String classes, String evidence,
        long seed, int rounds, int windows, int windowMillis, List<Row> rows, List<Contender> contenders,
        List<Sample> samples, List<String> leftOut) {
}
