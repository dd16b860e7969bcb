package org.pinfold.tools.peer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A confined arena for each block, which always zeroes. A block may be freed only by its own thread. */
public final class ArenaPeer extends Peer {
    private static final long ALIGNMENT = 8;

    private final Arena[] arenas;
    private final MemorySegment[] segments;

    public ArenaPeer(int slots) {
        arenas = new Arena[slots];
        segments = new MemorySegment[slots];
    }

    @Override
    public long allocate(int slot, long size) {
        return allocateAligned(slot, size, ALIGNMENT);
    }

    @Override
    public long allocateZeroed(int slot, long size) {
        return allocateAligned(slot, size, ALIGNMENT);
    }

    @Override
    public long allocateAligned(int slot, long size, long alignment) {
        Arena arena = Arena.ofConfined();
        MemorySegment segment = arena.allocate(size, alignment);
        arenas[slot] = arena;
        segments[slot] = segment;
        return segment.address();
    }

    @Override
    public long resize(int slot, long oldSize, long size) {
        Arena oldArena = arenas[slot];
        MemorySegment old = segments[slot];
        long address = allocate(slot, size);
        MemorySegment.copy(old, 0, segments[slot], 0, Math.min(oldSize, size));
        oldArena.close();
        return address;
    }

    @Override
    public void free(int slot) {
        arenas[slot].close();
        arenas[slot] = null;
        segments[slot] = null;
    }

    @Override
    public boolean threadConfined() {
        return true;
    }

    @Override
    public long naturalAlignment() {
        return ALIGNMENT;
    }

    @Override
    public String identity() {
        try (Arena arena = Arena.ofConfined()) {
            return arena.getClass().getName() + " of JDK " + Runtime.version()
                    + ", one a block; resize is allocate, copy, close";
        }
    }
}
