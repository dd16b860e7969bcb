package org.pinfold.tools.variants;

import org.pinfold.tools.peer.Memory;

/**
 * A header of one byte: the number of the block's size, right before what the user gets. For that to be a multiple of
 * 16, as it must, 16 bytes are put in front. An allocator that laid its blocks out 15 bytes later would lose only the
 * last byte of each to the next one's header; the byte read is as far from the user's first one, so the time is the
 * same, and what it takes in memory is {@link HeaderMemory}'s to tell.
 *
 * <p>A byte has room for the number or for a pattern by which a header is recognised, not for both: every byte that
 * numbers a size is believed.
 */
class HeaderVariant extends StackVariant {
    /** What the header and its padding take, in bytes. */
    static final int HEADROOM = 16;

    HeaderVariant() {
        this("header");
    }

    HeaderVariant(String name) {
        super(name, HEADROOM);
    }

    /** Where the header of a block is. */
    static long header(long address) {
        return address - 1;
    }

    @Override
    protected final long handOut(long block, int bytes) {
        long address = block + HEADROOM;
        Memory.putByte(header(address), Ladder.number(bytes));
        return address;
    }

    @Override
    protected int blockBytes(long address) {
        return Ladder.bytes(Memory.getByte(header(address)));
    }
}
