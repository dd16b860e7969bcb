package org.pinfold.tools.peer;

import java.lang.foreign.Arena;

/**
 * No allocator: hands out one fixed address a slot. Replaying with it costs what the loop, the slots and the program's
 * own writes cost, which a measurement subtracts. Its blocks overlap from one stride on, so nothing larger than a
 * stride may be written to them.
 */
public final class EmptyPeer extends Peer {
    /** Distance between the blocks of neighbouring slots, one cache line. */
    private static final long STRIDE = 64;

    private final Arena arena = Arena.ofShared();
    private final long[] source;
    private final long[] addresses;

    public EmptyPeer(int slots) {
        source = new long[slots];
        addresses = new long[slots];
        long base = arena.allocate(slots * STRIDE, STRIDE).address();
        for (int slot = 0; slot < slots; slot++) {
            source[slot] = base + slot * STRIDE;
        }
    }

    @Override
    public long allocate(int slot, long size) {
        long address = source[slot];
        addresses[slot] = address;
        return address;
    }

    @Override
    public long allocateZeroed(int slot, long size) {
        return allocate(slot, size);
    }

    @Override
    public long allocateAligned(int slot, long size, long alignment) {
        return allocate(slot, size);
    }

    @Override
    public long resize(int slot, long oldSize, long size) {
        return allocate(slot, size);
    }

    @Override
    public void free(int slot) {
        addresses[slot] = 0;
    }

    @Override
    public String identity() {
        return "no allocator: one fixed address a slot";
    }

    @Override
    public void close() {
        arena.close();
    }
}
