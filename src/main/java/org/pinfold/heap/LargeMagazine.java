package org.pinfold.heap;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.pinfold.protocol.CacheLifecycle;
import org.pinfold.protocol.MemoryBudget;

/**
 * The large blocks that a thread has freed lately, kept in their units to be handed out again as they are.
 *
 * <p>Each stands in a spare slot as {@link CacheLifecycle} has them: the owner alone puts blocks in, anybody may take
 * one out, so what an idle thread keeps is not lost to the others. All magazines of a heap share one budget of bytes,
 * so that they keep little in all, and a block that has been kept for too long goes home.
 */
final class LargeMagazine {
    /** For how long a block is kept at most, once the thread frees another one. */
    static final long KEPT_NANOS = 10_000_000_000L;
    private static final int BLOCKS = 8;
    private static final int NONE = -1;

    private final MemoryBudget budget;
    private final LongSupplier clock;
    private final Consumer<Slab> home;
    private final CacheLifecycle<Slab> slots = new CacheLifecycle<>(CacheLifecycle.NOBODY, BLOCKS);
    /** When the block of each slot was put there; written before it is, read after it was seen. */
    private final long[] since = new long[BLOCKS];
    /** In which order, likewise. */
    private final long[] order = new long[BLOCKS];
    private long puts;

    /** A magazine of which {@code home} is told the blocks that it lets go. */
    LargeMagazine(MemoryBudget budget, LongSupplier clock, Consumer<Slab> home) {
        this.budget = budget;
        this.clock = clock;
        this.home = home;
    }

    /** The block of exactly this many units that was freed last, if it is aligned so; or null. For the owner. */
    Slab take(long units, long byteAlignment) {
        int last = NONE;
        for (int slot = 0; slot < BLOCKS; slot++) {
            Slab slab = slots.spare(slot);
            if (slab != null && slab.units() == units && (slab.start() & byteAlignment - 1) == 0
                    && (last == NONE || order[slot] > order[last])) {
                last = slot;
            }
        }
        // Nobody else puts blocks in: it is that one, or somebody has taken it, and then a new one will do.
        return last == NONE ? null : remove(last);
    }

    /** Keeps a block that is marked as cached; false if there is no room for it, in blocks, bytes or time. */
    boolean put(Slab slab) {
        long now = clock.getAsLong();
        int oldest = oldest();
        int free = free();
        if (free == NONE || oldest != NONE && isExpired(oldest, now) || !budget.tryTake(slab.blockBytes())) {
            return false;
        }
        since[free] = now;
        order[free] = puts++;
        slots.putSpare(free, slab);
        return true;
    }

    private int free() {
        for (int slot = 0; slot < BLOCKS; slot++) {
            if (slots.spare(slot) == null) {
                return slot;
            }
        }
        return NONE;
    }

    private int oldest() {
        int oldest = NONE;
        for (int slot = 0; slot < BLOCKS; slot++) {
            if (slots.spare(slot) != null && (oldest == NONE || order[slot] < order[oldest])) {
                oldest = slot;
            }
        }
        return oldest;
    }

    private boolean isExpired(int slot, long now) {
        return now - since[slot] > KEPT_NANOS;
    }

    /** Sends home what has been kept for too long, and what stands in the way of another block of so many bytes. */
    void makeRoom(long bytes) {
        long now = clock.getAsLong();
        for (int oldest = oldest(); oldest != NONE
                && (free() == NONE || isExpired(oldest, now) || standsInTheWayOf(bytes)); oldest = oldest()) {
            sendHome(oldest);
        }
    }

    private boolean standsInTheWayOf(long bytes) {
        return bytes <= budget.limit() && bytes > budget.limit() - budget.used();
    }

    /** Sends all home. For anybody. */
    void flush() {
        for (int slot = 0; slot < BLOCKS; slot++) {
            sendHome(slot);
        }
    }

    /** Sends home what was put in before this time; answers whether something stays. For anybody. */
    boolean flushOlderThan(long time) {
        boolean stays = false;
        for (int slot = 0; slot < BLOCKS; slot++) {
            if (slots.spare(slot) != null) {
                if (since[slot] - time < 0) {
                    sendHome(slot);
                } else {
                    stays = true;
                }
            }
        }
        return stays;
    }

    private void sendHome(int slot) {
        Slab slab = remove(slot);
        if (slab != null) {
            home.accept(slab);
        }
    }

    /** Null if somebody else was faster. */
    private Slab remove(int slot) {
        Slab slab = slots.takeSpare(slot);
        if (slab != null) {
            budget.giveBack(slab.blockBytes());
        }
        return slab;
    }

    /** Every block kept; exact when nothing else runs. */
    void forEach(Consumer<Slab> action) {
        for (int slot = 0; slot < BLOCKS; slot++) {
            Slab slab = slots.spare(slot);
            if (slab != null) {
                action.accept(slab);
            }
        }
    }
}
