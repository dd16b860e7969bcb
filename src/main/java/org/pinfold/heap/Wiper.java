package org.pinfold.heap;

import org.pinfold.os.RawMemory;
import org.pinfold.os.SystemCallException;

/** Makes memory zero that somebody has to himself: by writing, or, if there is much, by giving its pages back. */
final class Wiper {
    /** From so many bytes on pages go back. */
    private static final long MANY = 1 << 20;

    private final Range range;
    private final boolean mayDiscard;

    Wiper(Range range) {
        this.range = range;
        this.mayDiscard = range.purgeGranule() <= SizeClasses.UNIT_BYTES;
    }

    /** Wipes so many bytes from the first one of a block on. */
    void wipe(long block, long bytes) {
        long discarded = 0;
        if (bytes >= MANY && mayDiscard && (block & SizeClasses.UNIT_BYTES - 1) == 0) {
            discarded = discard(block, bytes & -SizeClasses.UNIT_BYTES);
        }
        RawMemory.zero(block + discarded, bytes - discarded);
    }

    private long discard(long block, long bytes) {
        try {
            range.discard(block, bytes);
            return bytes;
        } catch (SystemCallException refused) {
            return 0;
        }
    }
}
