package org.pinfold.tools.peer;

/**
 * What an allocator will have to hold.
 *
 * @param slots places for blocks in the slot form, see {@link Peer}; 0 if that will not be used
 * @param peakLiveBytes the largest sum of the sizes of live blocks
 */
public record Demand(int slots, long peakLiveBytes) {
}
