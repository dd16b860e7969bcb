package org.pinfold.tools.doctor;

import org.pinfold.Heap;
import org.pinfold.HeapStats;

/**
 * A heap with default settings, tried out.
 *
 * @param limitBytes the most memory it hands out
 * @param reservedBytes addresses it reserved
 * @param metadataPerGib Java heap that describes one GiB of small blocks
 */
record DefaultHeap(long limitBytes, long reservedBytes, long metadataPerGib) {
    /** The size of block that {@link #metadataPerGib} speaks of. */
    static final long BLOCK_BYTES = 64;

    private static final long SAMPLE_BYTES = 16 << 20;
    private static final long GIB = 1 << 30;

    static DefaultHeap measure() {
        try (Heap heap = Heap.create()) {
            long empty = heap.stats().metadataBytes();
            long[] blocks = new long[(int) (SAMPLE_BYTES / BLOCK_BYTES)];
            for (int block = 0; block < blocks.length; block++) {
                blocks[block] = heap.malloc(BLOCK_BYTES);
            }
            HeapStats stats = heap.stats();
            long grown = stats.metadataBytes() - empty;
            for (long block : blocks) {
                heap.free(block);
            }
            return new DefaultHeap(stats.limitBytes(), stats.reservedBytes(), grown * (GIB / SAMPLE_BYTES));
        }
    }
}
