package org.pinfold.tools.worker;

/**
 * A worker is ready to be timed.
 *
 * @param identity the allocator that runs
 * @param rounds how often it replayed the workload
 */
public record WarmUp(String identity, int rounds) {
}
