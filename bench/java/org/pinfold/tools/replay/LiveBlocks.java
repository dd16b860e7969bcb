package org.pinfold.tools.replay;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The extents of all live blocks, ordered by address: an oracle for overlaps that trusts nothing of the allocator.
 *
 * <p>A block is added after it was allocated and removed before it is freed, so extents of live blocks only meet if the
 * allocator handed out memory twice. Each thread adds its extent first and looks at its neighbours then: of two threads
 * that add overlapping extents at the same time at least one sees the other's.
 */
final class LiveBlocks {
    private final ConcurrentSkipListMap<Long, Long> endOf = new ConcurrentSkipListMap<>();

    /** Adds [address, address + size); answers what it overlaps, if anything. */
    Optional<String> add(long address, long size) {
        Long sameStart = endOf.put(address, address + size);
        if (sameStart != null) {
            return Optional.of("starts where a live block of " + (sameStart - address) + " bytes starts");
        }
        Map.Entry<Long, Long> before = endOf.lowerEntry(address);
        if (before != null && before.getValue() > address) {
            return Optional.of("overlaps the live block at " + Violations.hex(before.getKey()));
        }
        Map.Entry<Long, Long> after = endOf.higherEntry(address);
        if (after != null && after.getKey() < address + size) {
            return Optional.of("overlaps the live block at " + Violations.hex(after.getKey()));
        }
        return Optional.empty();
    }

    void remove(long address) {
        endOf.remove(address);
    }
}
