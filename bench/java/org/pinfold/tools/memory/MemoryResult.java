package org.pinfold.tools.memory;

import java.util.List;
import java.util.Map;

/**
 * What was seen while a scenario ran, in bytes.
 *
 * @param identity the allocator that ran
 * @param copies how many copies of a trace were interleaved; 1 of other scenarios
 * @param peakLive the largest sum of the sizes of live blocks
 * @param peakResident how far the process's resident set grew, at most
 * @param peakMetadata the largest size of the allocator's metadata on the Java heap, which is resident as well but was
 *     before
 * @param samples how often the resident set was read
 * @param readings some of them, evenly chosen
 * @param marks what was read at moments that a scenario names, in their order
 */
public record MemoryResult(String identity, int copies, long peakLive, long peakResident, long peakMetadata,
        long samples, List<Reading> readings, Map<String, Reading> marks) {

    /** Resident bytes and metadata on the Java heap together. */
    public long peakTotal() {
        return peakResident + peakMetadata;
    }

    /** Bytes of memory taken for one live byte, each at its peak. */
    public double overhead() {
        return (double) peakTotal() / peakLive;
    }
}
