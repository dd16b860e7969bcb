package org.pinfold.heap;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.pinfold.protocol.MemoryBudget;

/**
 * The large blocks that a thread has freed lately, kept in their units to be handed out again as they are.
 *
 * <p>Private, as a hot magazine: plain accesses. All magazines of a heap share one budget of bytes, so that they keep
 * little in all, and a block that has been kept for too long goes home when the thread frees the next one.
 */
final class LargeMagazine {
    /** For how long a block is kept at most, once the thread frees another one. */
    static final long KEPT_NANOS = 10_000_000_000L;
    private static final int BLOCKS = 8;

    private final MemoryBudget budget;
    private final LongSupplier clock;
    private final Consumer<Slab> home;
    /** Freed longest ago first. */
    private final Slab[] slabs = new Slab[BLOCKS];
    private final long[] since = new long[BLOCKS];
    private int count;

    /** A magazine of which {@code home} is told the blocks that it lets go. */
    LargeMagazine(MemoryBudget budget, LongSupplier clock, Consumer<Slab> home) {
        this.budget = budget;
        this.clock = clock;
        this.home = home;
    }

    /** The block of exactly this many units that was freed last, if it is aligned so; or null. */
    Slab take(long units, long byteAlignment) {
        for (int i = count - 1; i >= 0; i--) {
            Slab slab = slabs[i];
            if (slab.units() == units && (slab.start() & byteAlignment - 1) == 0) {
                remove(i);
                return slab;
            }
        }
        return null;
    }

    /** Keeps a block that is marked as cached; false if there is no room for it, in blocks, bytes or time. */
    boolean put(Slab slab) {
        long now = clock.getAsLong();
        if (count == BLOCKS || isExpired(now) || !budget.tryTake(slab.blockBytes())) {
            return false;
        }
        slabs[count] = slab;
        since[count] = now;
        count++;
        return true;
    }

    private boolean isExpired(long now) {
        return count > 0 && now - since[0] > KEPT_NANOS;
    }

    /** Sends home what has been kept for too long, and what stands in the way of another block of so many bytes. */
    void makeRoom(long bytes) {
        long now = clock.getAsLong();
        while (count == BLOCKS || isExpired(now) || count > 0 && standsInTheWayOf(bytes)) {
            home.accept(remove(0));
        }
    }

    private boolean standsInTheWayOf(long bytes) {
        return bytes <= budget.limit() && bytes > budget.limit() - budget.used();
    }

    /** Sends all home. */
    void flush() {
        while (count > 0) {
            home.accept(remove(count - 1));
        }
    }

    private Slab remove(int index) {
        Slab slab = slabs[index];
        count--;
        System.arraycopy(slabs, index + 1, slabs, index, count - index);
        System.arraycopy(since, index + 1, since, index, count - index);
        slabs[count] = null;
        budget.giveBack(slab.blockBytes());
        return slab;
    }

    /** Every block kept; exact for the owner and when nothing else runs. */
    void forEach(Consumer<Slab> action) {
        for (Slab slab : slabs) {
            if (slab != null) {
                action.accept(slab);
            }
        }
    }
}
