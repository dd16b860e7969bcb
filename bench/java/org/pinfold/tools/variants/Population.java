package org.pinfold.tools.variants;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.SplittableRandom;
import org.pinfold.AuditReport;
import org.pinfold.Heap;
import org.pinfold.tools.peer.Memory;

/** The live blocks of one variant, of mixed sizes, in the order in which they are visited. */
final class Population implements AutoCloseable {
    /** Loops are run in stretches, so that they are compiled as methods of their own and not in the middle of one. */
    private static final int STRETCH = 2048;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Variant variant;
    private final Visits visits = Visits.ofTheirOwn();
    private final long[] addresses;
    private final int[] sizes;
    private final long totalBytes;

    /** Allocates a block for each of {@code requests}, to be visited in the order {@code order}. */
    Population(Variant variant, int[] requests, int[] order) {
        this.variant = variant;
        addresses = new long[order.length];
        sizes = new int[order.length];
        int[] positions = new int[order.length];
        for (int position = 0; position < order.length; position++) {
            positions[order[position]] = position;
        }
        long bytes = 0;
        for (int block = 0; block < requests.length; block++) {
            int position = positions[block];
            sizes[position] = requests[block];
            addresses[position] = variant.allocate(requests[block]);
            Memory.putByte(addresses[position], (byte) 1);
            bytes += expected(position);
        }
        totalBytes = bytes;
    }

    /** Sizes to ask for, from one byte to the largest: as many between 16 and 32 as between 512 and 1024. */
    static int[] requests(int blocks, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double span = Math.log(Variant.LARGEST_REQUEST);
        int[] requests = new int[blocks];
        for (int i = 0; i < blocks; i++) {
            requests[i] = (int) Math.exp(random.nextDouble() * span);
        }
        return requests;
    }

    String name() {
        return variant.name();
    }

    /**
     * Runs a pass over all blocks some times and answers this thread's CPU time for one block, in nanoseconds.
     *
     * @throws WrongSizeException if the sizes that lookups have found do not add up to those of the blocks
     */
    double nanos(Pass pass, int times) {
        long sum = 0;
        long start = THREADS.getCurrentThreadCpuTime();
        for (int time = 0; time < times; time++) {
            for (int from = 0; from < addresses.length; from += STRETCH) {
                sum += stretch(pass, from, Math.min(from + STRETCH, addresses.length));
            }
        }
        long nanos = THREADS.getCurrentThreadCpuTime() - start;
        if (pass.finds() && sum != times * totalBytes) {
            throw new WrongSizeException("%s: in pass %s, %,d bytes of blocks were found, there are %,d"
                    .formatted(name(), pass, sum, times * totalBytes));
        }
        return (double) nanos / times / addresses.length;
    }

    private long stretch(Pass pass, int from, int to) {
        return switch (pass) {
            case LOOKUP -> visits.lookups(variant, addresses, from, to);
            case LOOKUP_AFTER_USE -> visits.lookupsAfterUse(variant, addresses, from, to);
            case PAIR -> {
                visits.pairs(variant, addresses, sizes, from, to);
                yield 0;
            }
            case PAIR_AFTER_USE -> {
                visits.pairsAfterUse(variant, addresses, sizes, from, to);
                yield 0;
            }
        };
    }

    /**
     * Asks the variant for the size of each block, and the heap whether it really is a block of that size: one that was
     * freed as another than it is may have been handed out again with a header to match. Or it may still lie among free
     * blocks of the wrong size, while the heap had to make up for it: so the heap is asked how many it has given.
     *
     * @throws WrongSizeException if the variant answers wrongly, or did so when it freed
     */
    void check() {
        for (int position = 0; position < addresses.length; position++) {
            int found = variant.blockBytes(addresses[position]);
            int real = variant.trueBlockBytes(addresses[position]);
            if (found != expected(position) || real != found) {
                throw new WrongSizeException(
                        "%s: the block at 0x%x for %d bytes should have %d; the variant says %d, the heap %d".formatted(
                        name(), addresses[position], sizes[position], expected(position), found, real));
            }
        }
        checkHeap();
    }

    private void checkHeap() {
        AuditReport audit = variant.heap().audit();
        if (!audit.clean() || audit.liveBlocks() != addresses.length) {
            throw new WrongSizeException("%s: the heap has given %,d blocks for %,d, and its audit found %s"
                    .formatted(name(), audit.liveBlocks(), addresses.length, audit.problems()));
        }
    }

    private int expected(int position) {
        return (int) Heap.goodSize(sizes[position] + variant.headroom());
    }

    @Override
    public void close() {
        variant.close();
    }
}
