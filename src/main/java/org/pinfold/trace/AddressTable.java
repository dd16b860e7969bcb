package org.pinfold.trace;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * Immutable entries by address, as many as there is room for.
 *
 * <p>An address has {@value #WAYS} neighbouring slots where its entry may be, in each of a few levels, each four times
 * as large as the one before and made when an entry finds no room in those. So entries leave without a trace, and an
 * entry that finds all its slots taken is refused. Most look-ups are of what is not there, and end at a count of the
 * entries whose addresses have the same hash: an entry is counted before it is there, and until it is not.
 *
 * <p>Each change is one compareAndSet of one slot, from null or from the very entry the caller has seen. The caller
 * sees to it that no two threads add entries for one address at once, as a block has one owner. If they do anyway, by
 * somebody's misuse, both may stay, and each is found once the other is gone.
 *
 * <p>Any thread may call any method. Lock-free.
 */
public final class AddressTable<E extends AddressTable.Entry> {
    private static final int WAYS = 4;
    private static final int GROWTH_LOG = 2;
    /** How many counts there are for each slot of the first level. */
    private static final int COUNTS = 4;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    /** Addresses are multiples of 16. */
    private static final int GRANULE_LOG = 4;

    /** What is kept. */
    public interface Entry {
        /** Which address it is about; never another one. */
        long address();
    }

    private final Level<E> first;
    private final AtomicIntegerArray counts;
    private final int countShift;

    /** The slots of one size, and those that come behind them. */
    private static final class Level<E extends Entry> {
        private final AtomicReferenceArray<E> slots;
        private final int shift;
        private final int more;
        private final AtomicReference<Level<E>> next = new AtomicReference<>();

        Level(int slots, int more) {
            this.slots = new AtomicReferenceArray<>(slots);
            this.shift = Long.SIZE - Integer.numberOfTrailingZeros(slots / WAYS);
            this.more = more;
        }

        /** The first of the slots of an address. */
        int begin(long address) {
            return (int) (hash(address) >>> shift) * WAYS;
        }

        /** The level behind, made if there may be one; else null. */
        Level<E> grown() {
            if (more > 0 && next.get() == null) {
                next.compareAndSet(null, new Level<>(slots.length() << GROWTH_LOG, more - 1));
            }
            return next.get();
        }
    }

    /**
     * A table that begins small.
     *
     * @param slots of the first level, a power of two, at least 8
     * @param levels how many there may be
     */
    public AddressTable(int slots, int levels) {
        first = new Level<>(slots, levels - 1);
        counts = new AtomicIntegerArray(slots * COUNTS);
        countShift = Long.SIZE - Integer.numberOfTrailingZeros(slots * COUNTS);
    }

    private static long hash(long address) {
        return (address >>> GRANULE_LOG) * GOLDEN;
    }

    private int count(long address) {
        return (int) (hash(address) >>> countShift);
    }

    /** The entry of this address, or null. */
    public E find(long address) {
        return counts.get(count(address)) == 0 ? null : findSlot(address);
    }

    private E findSlot(long address) {
        for (Level<E> level = first; level != null; level = level.next.get()) {
            int begin = level.begin(address);
            for (int slot = begin; slot < begin + WAYS; slot++) {
                E entry = level.slots.get(slot);
                if (entry != null && entry.address() == address) {
                    return entry;
                }
            }
        }
        return null;
    }

    /** Adds an entry for an address that has none; false if there is no room. */
    public boolean add(E entry) {
        int count = count(entry.address());
        counts.incrementAndGet(count);
        if (addSlot(entry)) {
            return true;
        }
        counts.decrementAndGet(count);
        return false;
    }

    private boolean addSlot(E entry) {
        for (Level<E> level = first; level != null; level = level.grown()) {
            int begin = level.begin(entry.address());
            for (int slot = begin; slot < begin + WAYS; slot++) {
                // Linearization point.
                if (level.slots.compareAndSet(slot, null, entry)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Puts another entry of the same address, or none, in the place of this very one.
     *
     * @param now null to remove it
     * @return false if it is not there any more: of several callers exactly one gets true
     */
    public boolean replace(E expected, E now) {
        for (Level<E> level = first; level != null; level = level.next.get()) {
            int begin = level.begin(expected.address());
            for (int slot = begin; slot < begin + WAYS; slot++) {
                // Linearization point.
                if (level.slots.get(slot) == expected && level.slots.compareAndSet(slot, expected, now)) {
                    if (now == null) {
                        counts.decrementAndGet(count(expected.address()));
                    }
                    return true;
                }
            }
        }
        return false;
    }

    /** All entries that are there all the time, and some of the others. */
    public void forEach(Consumer<E> action) {
        for (Level<E> level = first; level != null; level = level.next.get()) {
            for (int slot = 0; slot < level.slots.length(); slot++) {
                E entry = level.slots.get(slot);
                if (entry != null) {
                    action.accept(entry);
                }
            }
        }
    }

    /** What the table costs on the Java heap but for its entries, about, in bytes. */
    public long metadataBytes() {
        return (slots() + counts.length()) * Integer.BYTES;
    }

    /** How many entries there is room for by now; not all addresses find theirs before it is used up. */
    public long slots() {
        long slots = 0;
        for (Level<E> level = first; level != null; level = level.next.get()) {
            slots += level.slots.length();
        }
        return slots;
    }
}
