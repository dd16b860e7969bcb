package org.pinfold.tools.stress;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * How long one kind of call took in a whole run.
 *
 * @param histogram all of it, in the compressed form of HdrHistogram, as Base64
 */
public record Latency(Percentiles percentiles, String histogram) {
    static final int DIGITS = 2;

    static Latency of(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return new Latency(Percentiles.of(histogram),
                Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length)));
    }

    /** Of no call. */
    public static Latency none() {
        return of(new Histogram(DIGITS));
    }

    /** Of all runs together. */
    static Percentiles merged(List<Latency> parts) {
        Histogram all = new Histogram(DIGITS);
        parts.forEach(part -> all.add(part.decoded()));
        return Percentiles.of(all);
    }

    private Histogram decoded() {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(histogram)), 0);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("no histogram: " + e.getMessage(), e);
        }
    }
}
