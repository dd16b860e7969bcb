package org.pinfold.os;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Ranges whose owners are gone, for later owners.
 *
 * <p>A range is never unmapped, since somebody may still have an address in it; without reuse a process that makes and
 * closes heaps for ever would run out of addresses. The oldest is given first, and not before there are {@value #REST}
 * others: the longer a range has rested, the less likely is anybody still using an address of its former life.
 */
final class RetiredRanges {
    /** How many ranges rest. */
    static final int REST = 16;

    private final Queue<Reservation> oldestFirst = new ConcurrentLinkedQueue<>();

    void add(Reservation range) {
        oldestFirst.add(range);
    }

    /** A range of exactly this size that nobody else gets. */
    Optional<Reservation> take(long bytes) {
        if (oldestFirst.size() <= REST) {
            return Optional.empty();
        }
        return oldestFirst.stream().filter(range -> range.bytes() == bytes && oldestFirst.remove(range)).findFirst();
    }
}
