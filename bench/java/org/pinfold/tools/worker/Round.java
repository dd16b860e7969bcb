package org.pinfold.tools.worker;

/** One timed replay: the CPU time it took its thread. */
public record Round(long cpuNanos) {
}
