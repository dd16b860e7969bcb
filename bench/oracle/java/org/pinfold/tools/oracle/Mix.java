package org.pinfold.tools.oracle;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Blocks of a few sizes, which together fill a heap, in cells that threads share: a cell has a block or nothing.
 *
 * <p>Of each size there are never more live than {@link #giveBack} has left, so a heap that once had room for them has
 * room for them at any later time: blocks of one size can always take each other's place.
 */
final class Mix {
    private static final int SMALL = 1 << 13;
    private static final int MID = 1 << 16;
    private static final int LARGEST_STRETCH = 1 << 12;
    /** Some sizes fit where others do not any more. */
    private static final double MORE_CELLS = 1.25;

    private final Target heap;
    private final Violations violations;
    private final int[] sizes;
    private final AtomicLongArray[] cells;
    /** How many cells of each size are in use. */
    private final int[] counts;
    private final Queue<Empty> empties = new ConcurrentLinkedQueue<>();
    private final Queue<Empty> refused = new ConcurrentLinkedQueue<>();
    private final Brim brim;
    private final LongAdder allocated;
    private final AtomicInteger emptyBytes = new AtomicInteger();

    /** A cell without a block. */
    private record Empty(int kind, int cell) {
    }

    /**
     * A mix of which {@code brim} judges each refusal where there was a block before, and {@code allocated} counts the
     * blocks.
     */
    Mix(Target heap, Violations violations, int[] sizes, long limit, Brim brim, LongAdder allocated) {
        this.brim = brim;
        this.allocated = allocated;
        this.heap = heap;
        this.violations = violations;
        this.sizes = sizes;
        this.counts = new int[sizes.length];
        this.cells = Arrays.stream(sizes)
                .mapToObj(size -> new AtomicLongArray((int) (limit / sizes.length / size * MORE_CELLS) + 2))
                .toArray(AtomicLongArray[]::new);
    }

    /** The most bytes of a size that one hot magazine holds. */
    static long hotBytes(int size) {
        return size <= SMALL ? 1 << 17 : size <= MID ? 1 << 19 : size;
    }

    /** Allocates as many bytes of one size as of the other, until the heap refuses them all. */
    void fill() {
        BitSet refused = new BitSet();
        while (refused.cardinality() < sizes.length) {
            int least = refused.nextClearBit(0);
            for (int kind = least; kind < sizes.length; kind = refused.nextClearBit(kind + 1)) {
                least = liveBytes(kind) < liveBytes(least) ? kind : least;
            }
            if (counts[least] < cells[least].length() && allocate(least, counts[least])) {
                counts[least]++;
            } else {
                refused.set(least);
            }
        }
    }

    /** Lets it be judged that no size fits any more. */
    void judgeFull() {
        for (int size : sizes) {
            brim.judge(size, () -> {
                long address = heap.tryMalloc(size);
                heap.free(address);
                return address != 0;
            });
        }
    }

    /** One block of each size goes, and one of that size has to come. */
    void expectAllocationAfterFree() {
        for (int kind = 0; kind < sizes.length; kind++) {
            if (!free(kind, 0) || !allocate(kind, 0)) {
                violations.add("no block of " + sizes[kind] + " bytes after one was freed");
            }
        }
    }

    /** Frees what so many other threads can keep of each size: a hot magazine, and one that they just empty. */
    void giveBack(int threads) {
        for (int kind = 0; kind < sizes.length; kind++) {
            long kept = 2L * threads * (hotBytes(sizes[kind]) / sizes[kind]);
            for (long i = Math.min(kept, counts[kind] - 1); i > 0; i--) {
                free(kind, --counts[kind]);
            }
        }
    }

    long liveBytes() {
        return IntStream.range(0, sizes.length).mapToLong(this::liveBytes).sum();
    }

    private long liveBytes(int kind) {
        return (long) counts[kind] * sizes[kind];
    }

    /**
     * For one of several threads: frees blocks in stretches, and fills cells that some thread has emptied, the oldest
     * first. So a thread needs what others have freed.
     */
    void exchange(SplittableRandom random, int stretches) {
        for (int i = 0; i < stretches && violations.none(); i++) {
            together(() -> stretch(random));
        }
        together(() -> refill(Integer.MAX_VALUE));
    }

    private void together(Runnable work) {
        brim.among(work);
        for (Empty empty = refused.poll(); empty != null; empty = refused.poll()) {
            Empty cell = empty;
            brim.judge(sizes[cell.kind()], () -> allocate(cell.kind(), cell.cell()));
        }
    }

    private void stretch(SplittableRandom random) {
        int kind = random.nextInt(sizes.length);
        long hot = hotBytes(sizes[kind]);
        int stretch = 1 + random.nextInt(Math.clamp(2 * hot / sizes[kind], 2, LARGEST_STRETCH));
        if (emptyBytes.get() < 2 * hot) {
            empty(kind, stretch, random);
        } else {
            refill(stretch);
        }
    }

    private void empty(int kind, int stretch, SplittableRandom random) {
        for (int i = 0; i < stretch; i++) {
            int cell = random.nextInt(counts[kind]);
            if (free(kind, cell)) {
                emptyBytes.addAndGet(sizes[kind]);
                empties.add(new Empty(kind, cell));
            }
        }
    }

    private void refill(int stretch) {
        Empty empty = empties.poll();
        for (int i = 1; empty != null; empty = i++ < stretch ? empties.poll() : null) {
            emptyBytes.addAndGet(-sizes[empty.kind()]);
            if (!allocate(empty.kind(), empty.cell())) {
                refused.add(empty);
            }
        }
    }

    /** Any number of threads may do this together. */
    void freeAll() {
        for (int kind = 0; kind < sizes.length; kind++) {
            for (int cell = 0; cell < counts[kind]; cell++) {
                free(kind, cell);
            }
        }
    }

    private boolean allocate(int kind, int cell) {
        long address = heap.tryMalloc(sizes[kind]);
        if (address == 0) {
            return false;
        }
        Pattern.write(address, sizes[kind], stamp(address, cell));
        cells[kind].set(cell, address);
        allocated.increment();
        return true;
    }

    private boolean free(int kind, int cell) {
        long address = cells[kind].getAndSet(cell, 0);
        if (address == 0) {
            return false;
        }
        if (Pattern.firstWrong(address, sizes[kind], stamp(address, cell)) >= 0) {
            violations.add("a block of " + sizes[kind] + " bytes was overwritten");
        }
        heap.free(address);
        return true;
    }

    /** Two cells that were given one block stamp it in different ways. */
    private static long stamp(long address, int cell) {
        return address ^ (long) cell << 40;
    }
}
