package org.pinfold.heap;

import org.pinfold.os.RawMemory;

/** What the heap itself writes to blocks: directly where memory is addressed by numbers, else through their range. */
class BlockMemory {
    private final Range range;
    private final boolean raw;

    BlockMemory(Range range, boolean raw) {
        this.range = range;
        this.raw = raw;
    }

    /** So many bytes, and those that fill their last word: all blocks have the room. */
    static long wholeWords(long bytes) {
        return bytes + Long.BYTES - 1 & -Long.BYTES;
    }

    void zero(long address, long bytes) {
        if (raw) {
            RawMemory.zero(address, bytes);
        } else {
            range.zero(address, bytes);
        }
    }

    void copy(long from, long to, long bytes) {
        if (raw) {
            RawMemory.copyApart(from, to, bytes);
        } else {
            range.copy(from, to, bytes);
        }
    }

    /** Writes to each page of a block. */
    void touch(long address, long bytes) {
        long page = range.pageBytes();
        for (long offset = 0; offset < bytes; offset += page) {
            zero(address + offset, 1);
        }
        if (bytes > 0) {
            zero(address + bytes - 1, 1);
        }
    }
}
