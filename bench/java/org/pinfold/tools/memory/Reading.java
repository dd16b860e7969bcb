package org.pinfold.tools.memory;

/**
 * What was to be seen at one moment, in bytes.
 *
 * @param seconds since the scenario began
 * @param live the sum of the sizes that were asked for and not freed
 * @param resident how far the process's resident set has grown since then
 * @param metadata the allocator's records on the Java heap, which was resident before; when last asked
 * @param committed what the allocator says it has open, when last asked; negative if it does not tell
 */
public record Reading(double seconds, long live, long resident, long metadata, long committed) {

    /** Resident bytes, and metadata on the Java heap. */
    public long total() {
        return resident + metadata;
    }

    /** Bytes of memory taken for a live one. */
    public double overhead() {
        return (double) total() / live;
    }
}
