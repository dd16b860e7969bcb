package org.pinfold.tools.bench;

/**
 * A row of the tables: one workload with its parameters.
 *
 * @param name unique, as users ask for it: {@code pair-64}, {@code batch-lifo}, {@code larson}
 * @param workload what it is a case of: {@code pair}, {@code batch}, {@code larson}
 * @param threads that run it at the same time
 * @param main whether it counts in the means by which allocators are compared
 */
public record Row(String name, String workload, int threads, boolean main) {
}
