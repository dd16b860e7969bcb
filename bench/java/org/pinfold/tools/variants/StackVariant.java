package org.pinfold.tools.variants;

import java.util.Arrays;
import org.pinfold.Heap;

/**
 * Free blocks on one stack a size, above a heap that is asked only when a stack is empty. What differs between the
 * variants that extend this is how a free finds the size of its block, and nothing else, so that their difference is
 * what the lookup costs. It is no allocator to compare a heap with: nothing is checked, nothing goes back, and it is
 * for one thread.
 */
abstract class StackVariant extends Variant {
    private static final int FIRST_ROOM = 64;
    /** The logarithm of what all block sizes are multiples of. */
    private static final int GRANULE_SHIFT = 4;

    private final long[][] stacks = new long[(Ladder.LARGEST >>> GRANULE_SHIFT) + 1][FIRST_ROOM];
    private final int[] depths = new int[stacks.length];

    StackVariant(String name, int headroom) {
        super(name, headroom);
    }

    /** What the user gets of a block of this size: its address, headroom skipped. */
    protected abstract long handOut(long block, int bytes);

    @Override
    protected final long allocate(int size) {
        int bytes = (int) Heap.goodSize(size + headroom());
        int stack = bytes >>> GRANULE_SHIFT;
        int depth = depths[stack];
        if (depth == 0) {
            return handOut(heap().malloc(bytes), bytes);
        }
        depths[stack] = depth - 1;
        return handOut(stacks[stack][depth - 1], bytes);
    }

    @Override
    protected final void free(long address) {
        int stack = blockBytes(address) >>> GRANULE_SHIFT;
        int depth = depths[stack];
        if (depth == stacks[stack].length) {
            stacks[stack] = Arrays.copyOf(stacks[stack], 2 * depth);
        }
        stacks[stack][depth] = address - headroom();
        depths[stack] = depth + 1;
    }
}
