package org.pinfold.tools.doctor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinfold.Heap;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** The formula against heaps that hold what it is about. */
class MetadataEstimateTest {
    private static final long LIVE = 96 << 20;

    /** A bound, as first slabs are larger, and fewer; of small blocks near. */
    @ParameterizedTest
    @ValueSource(ints = {16, 64, 100, 128, 1_000, 1_032, 4_096})
    void theFormulaIsAboutWhatSmallBlocksTake(int byteSize) {
        MetadataEstimate estimate = MetadataEstimate.of(LIVE, byteSize);
        long taken = taken(estimate);
        assertTrue(taken <= 1.03 * estimate.bytes() + 8_192, () -> taken + " of " + estimate);
        assertTrue(taken >= 0.6 * estimate.bytes(), () -> taken + " of " + estimate);
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 65_536, 1 << 20})
    void largerBlocksTakeNoMore(int byteSize) {
        MetadataEstimate estimate = MetadataEstimate.of(LIVE, byteSize);
        long taken = taken(estimate);
        assertTrue(taken > 0 && taken <= 1.03 * estimate.bytes() + 8_192, () -> taken + " of " + estimate);
    }

    private static long taken(MetadataEstimate estimate) {
        try (Heap heap = Heap.builder().limit(256 << 20).build()) {
            heap.free(heap.malloc(estimate.blockBytes()));
            long empty = heap.stats().metadataBytes();
            for (long i = 0; i < LIVE / estimate.blockBytes(); i++) {
                heap.malloc(estimate.blockBytes());
            }
            return heap.stats().metadataBytes() - empty;
        }
    }
}
