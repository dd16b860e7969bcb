package org.pinfold.tools.bench;

import java.util.List;

/**
 * What to measure.
 *
 * @param rows in this order
 * @param rounds processes for each row and contender
 * @param windows measurements in each process
 * @param windowMillis about how long each of them takes
 * @param seed of sizes and orders
 */
public record BenchPlan(List<Row> rows, int rounds, int windows, int windowMillis, long seed) {
    public BenchPlan {
        rows = List.copyOf(rows);
    }
}
