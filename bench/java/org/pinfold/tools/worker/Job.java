package org.pinfold.tools.worker;

/**
 * What a worker is for: one allocator, one workload, one purpose.
 *
 * @param purpose what will be asked of it
 * @param allocator the allocator's name
 * @param trace the trace's file
 * @param copies how many copies of the trace the workload has
 */
public record Job(Purpose purpose, String allocator, String trace, int copies) {

    /** The kinds of workers; the settings of their virtual machines differ. */
    public enum Purpose { CHECK, TIME, MEMORY }
}
