package org.pinfold.tools.worker;

/**
 * What a worker is for: one allocator, one workload, one purpose.
 *
 * @param purpose what will be asked of it
 * @param allocator the allocator's name
 * @param trace the trace's file; null if it is a scenario
 * @param copies how many copies of the trace the workload has
 * @param scenario the scenario's name; null if it is a trace
 */
public record Job(Purpose purpose, String allocator, String trace, int copies, String scenario) {
    /** A job with a trace. */
    public Job(Purpose purpose, String allocator, String trace, int copies) {
        this(purpose, allocator, trace, copies, null);
    }

    /** A job of {@link org.pinfold.tools.memory.Scenarios}, of which memory is watched. */
    public static Job ofScenario(String scenario, String allocator) {
        return new Job(Purpose.MEMORY, allocator, null, 1, scenario);
    }

    /** The kinds of workers; the settings of their virtual machines differ. */
    public enum Purpose { CHECK, TIME, MEMORY }
}
