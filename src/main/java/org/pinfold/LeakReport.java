package org.pinfold;

import java.time.Duration;
import java.util.List;
import org.pinfold.trace.Estimate;
import org.pinfold.trace.Sample;

/**
 * What is live of a heap with {@link Heap.Builder#leakTracking}, by where it was allocated and by age. Blocks, and
 * bytes as they were asked for. Printed, it is at most a page.
 *
 * @param oneIn one in so many allocations was recorded; of 1, all figures are exact
 * @param total of the whole heap
 * @param sites by where it was allocated, most bytes first
 * @param ages by age, the youngest first; bands begin at 0, at 1 and 10 seconds, 1 and 10 minutes, an hour, a day
 * @param unrecorded allocations that were chosen and found no room in the records: if there are any, all totals may be
 *     too low
 * @param unknownSites how often the place of an allocation was not recorded for lack of room; such blocks make a site
 *     without a stack
 */
public record LeakReport(
        int oneIn, Live total, List<SiteLeaks> sites, List<AgeLeaks> ages, long unrecorded, long unknownSites) {

    /**
     * Blocks of which a sample was recorded.
     *
     * @param sampledBlocks how many of them were recorded
     * @param sampledBytes what these have
     * @param blocks how many there are
     * @param bytes what they have
     */
    public record Live(long sampledBlocks, long sampledBytes, Total blocks, Total bytes) {
        static Live of(int oneIn, Sample blocks, Sample bytes) {
            return new Live(blocks.count(), bytes.sum(), Total.of(blocks.total(oneIn)), Total.of(bytes.total(oneIn)));
        }
    }

    /**
     * A total that is scaled up from a sample.
     *
     * @param estimate what is to be expected: the sampled part times {@link LeakReport#oneIn}, which is right on the
     *     mean
     * @param low the lower end of an interval that has the true total in at least 95 of 100 samples, unless there are
     *     blocks of a size of their own that are so few that none was ever recorded
     * @param high its upper end
     */
    public record Total(long estimate, long low, long high) {
        static Total of(Estimate estimate) {
            return new Total(estimate.value(), estimate.low(), estimate.high());
        }

        /** The estimate, and the interval if it is not exact. */
        @Override
        public String toString() {
            return low == high ? Long.toString(estimate) : estimate + " (95 %: " + low + " to " + high + ')';
        }
    }

    /**
     * What was allocated in one place.
     *
     * @param stack the caller of the heap first; at most 16 frames
     * @param live what of it is live
     * @param youngest for how long the last recorded one has been live
     * @param oldest for how long the first one has
     */
    public record SiteLeaks(List<StackTraceElement> stack, Live live, Duration youngest, Duration oldest) {
    }

    /**
     * What is of one band of ages.
     *
     * @param from at least so old, and not as old as the next band begins
     * @param live what of it is live
     */
    public record AgeLeaks(Duration from, Live live) {
    }

    /**
     * Tells whether nothing that was recorded is live.
     *
     * @return true also if there is too little for a sample to meet it, see {@link Total#high}
     */
    public boolean isEmpty() {
        return total.sampledBlocks() == 0;
    }

    /** All of it as text, at most a page. */
    @Override
    public String toString() {
        return LeakText.of(this);
    }
}
