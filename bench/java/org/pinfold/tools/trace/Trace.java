package org.pinfold.tools.trace;

import java.util.Arrays;

/**
 * A recorded sequence of allocation events in one total order, held in parallel arrays. Immutable once built.
 *
 * <p>A slot stands for the variable in which the recorded program kept a pointer: at most one block is live in it at a
 * time. Every event of a trace names its slot, the thread that ran it and, where it allocates, a size of at least 1.
 */
public final class Trace {
    /** Allocate a block. */
    public static final byte ALLOCATE = 0;
    /** Allocate a block of zeroes. */
    public static final byte ZEROED = 1;
    /** Allocate a block at a multiple of {@link #alignment}. */
    public static final byte ALIGNED = 2;
    /** Give the slot's block another size, keeping the contents that fit. */
    public static final byte RESIZE = 3;
    /** Free the slot's block. */
    public static final byte FREE = 4;

    private final String name;
    private final int threads;
    private final int slots;
    private final byte[] kinds;
    private final byte[] alignmentShifts;
    private final int[] threadOf;
    private final int[] slotOf;
    private final long[] sizes;

    Trace(String name, int threads, int slots, byte[] kinds, byte[] alignmentShifts, int[] threadOf, int[] slotOf,
            long[] sizes) {
        this.name = name;
        this.threads = threads;
        this.slots = slots;
        this.kinds = kinds;
        this.alignmentShifts = alignmentShifts;
        this.threadOf = threadOf;
        this.slotOf = slotOf;
        this.sizes = sizes;
    }

    public String name() {
        return name;
    }

    public int threads() {
        return threads;
    }

    public int slots() {
        return slots;
    }

    public int events() {
        return kinds.length;
    }

    public byte kind(int event) {
        return kinds[event];
    }

    public int thread(int event) {
        return threadOf[event];
    }

    public int slot(int event) {
        return slotOf[event];
    }

    /** The size asked for, in bytes; 0 for {@link #FREE}. */
    public long size(int event) {
        return sizes[event];
    }

    /** The alignment asked for, in bytes; 1 for every kind but {@link #ALIGNED}. */
    public long alignment(int event) {
        return 1L << alignmentShifts[event];
    }

    /**
     * This trace followed by a free, on thread 0 and in slot order, of each block still live at its end, so that every
     * allocation has its free. In a trace of several threads most of these frees are of other threads' blocks.
     */
    public Trace closed() {
        boolean[] live = new boolean[slots];
        int liveBlocks = 0;
        for (int event = 0; event < events(); event++) {
            if (kinds[event] == FREE) {
                live[slotOf[event]] = false;
                liveBlocks--;
            } else if (kinds[event] != RESIZE) {
                live[slotOf[event]] = true;
                liveBlocks++;
            }
        }
        int length = events() + liveBlocks;
        byte[] closedKinds = Arrays.copyOf(kinds, length);
        int[] closedSlots = Arrays.copyOf(slotOf, length);
        int next = events();
        for (int slot = 0; slot < slots; slot++) {
            if (live[slot]) {
                closedKinds[next] = FREE;
                closedSlots[next++] = slot;
            }
        }
        return new Trace(name, threads, slots, closedKinds, Arrays.copyOf(alignmentShifts, length),
                Arrays.copyOf(threadOf, length), closedSlots, Arrays.copyOf(sizes, length));
    }
}
