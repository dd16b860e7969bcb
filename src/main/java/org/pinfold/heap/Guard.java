package org.pinfold.heap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.pinfold.trace.AddressTable;
import org.pinfold.trace.Trace;

/**
 * A block whose segment has a lifetime of its own.
 *
 * @param trace what is known of the block
 * @param arena the lifetime
 */
record Guard(Trace trace, Arena arena) implements AddressTable.Entry {
    @Override
    public long address() {
        return trace.address();
    }

    /** Whether this is its segment, or a slice of it. */
    boolean has(MemorySegment segment) {
        return segment.scope().equals(arena.scope());
    }
}
