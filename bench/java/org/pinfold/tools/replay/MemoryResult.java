package org.pinfold.tools.replay;

/**
 * What a memory replay found, in bytes.
 *
 * @param identity the allocator that ran
 * @param copies how many copies of the trace were interleaved
 * @param peakLive the largest sum of the sizes of live blocks
 * @param peakResident how far the process's resident set grew over that before the replay, at most
 * @param peakMetadata the largest size of the allocator's metadata on the Java heap, which is resident as well but was
 *     before
 * @param finalResident how far it was grown once all was freed, with no request to give memory back
 * @param samples how often the resident set was read
 */
public record MemoryResult(String identity, int copies, long peakLive, long peakResident, long peakMetadata,
        long finalResident, long samples) {

    /** Resident bytes and metadata on the Java heap together. */
    public long peakTotal() {
        return peakResident + peakMetadata;
    }

    /** Bytes of memory taken for one live byte, each at its peak. */
    public double overhead() {
        return (double) peakTotal() / peakLive;
    }
}
