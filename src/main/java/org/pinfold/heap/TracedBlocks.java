package org.pinfold.heap;

import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.pinfold.trace.Place;
import org.pinfold.trace.Trace;
import org.pinfold.trace.Traces;

/**
 * Blocks of which a sample is traced from allocation to free; everything else is left to another detour.
 *
 * <p>A trace begins after its block was allocated and ends before it is freed, so an address never has the trace of a
 * block that is another one's by now. A free that finds that its block's trace has ended already is the second one: it
 * is refused here, whatever the blocks are.
 */
final class TracedBlocks implements Detour {
    private final Detour blocks;
    private final Traces traces;
    private final BooleanSupplier chosen;
    private final LongFunction<Place> places;
    private final SlowPaths slow;
    private final int oneIn;

    /** Traces of those allocations for which {@code chosen} answers true, which is one in so many. */
    TracedBlocks(Detour blocks, Traces traces, BooleanSupplier chosen, LongFunction<Place> places, SlowPaths slow,
            int oneIn) {
        this.blocks = blocks;
        this.traces = traces;
        this.chosen = chosen;
        this.places = places;
        this.slow = slow;
        this.oneIn = oneIn;
    }

    @Override
    public long allocate(long byteSize, long byteAlignment) {
        return begun(blocks.allocate(byteSize, byteAlignment), byteSize);
    }

    @Override
    public long allocateZeroed(long byteSize) {
        return begun(blocks.allocateZeroed(byteSize), byteSize);
    }

    private long begun(long address, long byteSize) {
        if (address != 0) {
            if (chosen.getAsBoolean()) {
                traces.allocated(address, byteSize, places.apply(address));
                slow.signals().allocated(address, byteSize, oneIn);
            } else {
                traces.forget(address);
            }
        }
        return address;
    }

    /** Not one of those to choose from: the block whose content it gets was. */
    @Override
    public long allocateFor(long address, long byteSize) {
        long target = blocks.allocateFor(address, byteSize);
        if (target != 0) {
            traces.forget(target);
        }
        return target;
    }

    @Override
    public void free(long address) {
        ended(address);
        blocks.free(address);
    }

    /** The trace goes with the content. */
    @Override
    public void freeMoved(long address, long target, long byteSize) {
        Trace trace = ended(address);
        blocks.freeMoved(address, target, byteSize);
        if (trace != null) {
            traces.moved(trace, target, byteSize, places.apply(target));
            slow.signals().allocated(target, byteSize, oneIn);
        }
    }

    /** Ends the trace of a block that is about to be freed, and answers it; null if it has none. */
    private Trace ended(long address) {
        for (;;) {
            Trace trace = live(address, "free");
            // Linearization point of the free of a traced block.
            if (trace == null) {
                return null;
            }
            if (traces.free(trace)) {
                slow.signals().freed(trace);
                return trace;
            }
        }
    }

    /** The trace of a live block, or null; throws if the block was freed, or there is one and the heap is closed. */
    private Trace live(long address, String what) {
        Trace trace = traces.find(address);
        if (trace == null) {
            return null;
        }
        slow.requireOpen();
        if (!trace.isLive()) {
            throw slow.misuse(new Misuse(Misuse.Kind.DOUBLE_FREE, address,
                    what + " of a block that was freed: " + blocks.describe(address), trace, 0));
        }
        return trace;
    }

    @Override
    public long bytes(long address) {
        live(address, "use");
        return blocks.bytes(address);
    }

    @Override
    public boolean resize(long address, long byteSize) {
        Trace trace = live(address, "use");
        boolean resized = blocks.resize(address, byteSize);
        if (resized && trace != null) {
            traces.resized(trace, byteSize);
        }
        return resized;
    }

    @Override
    public void requireSize(long address, long byteSize) {
        live(address, "free");
        blocks.requireSize(address, byteSize);
    }

    @Override
    public String describe(long address) {
        return blocks.describe(address);
    }

    @Override
    public void end() {
        blocks.end();
    }
}
