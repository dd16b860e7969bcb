package org.pinfold.tools.peer;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The simplest sound allocator: memory is handed out from one end to the other and never used again. */
public final class BumpPeer extends Peer {
    private static final long BYTES = 4 << 20;
    private static final long ALIGNMENT = 16;

    private final Arena arena = Arena.ofShared();
    private final AtomicLong next;
    private final long end;
    private final long[] addresses;
    private final long[] sizes;
    private final AtomicLong liveBlocks = new AtomicLong();

    public BumpPeer(int slots) {
        addresses = new long[slots];
        sizes = new long[slots];
        next = new AtomicLong(arena.allocate(BYTES, ALIGNMENT).address());
        end = next.get() + BYTES;
    }

    @Override
    public long allocate(int slot, long size) {
        return allocateAligned(slot, size, ALIGNMENT);
    }

    @Override
    public long allocateZeroed(int slot, long size) {
        return allocate(slot, size);
    }

    @Override
    public long allocateAligned(int slot, long size, long alignment) {
        liveBlocks.incrementAndGet();
        return put(slot, size, Math.max(alignment, ALIGNMENT));
    }

    @Override
    public long resize(int slot, long oldSize, long size) {
        long old = addresses[slot];
        long address = put(slot, size, ALIGNMENT);
        Memory.copy(old, address, Math.min(oldSize, size));
        return address;
    }

    @Override
    public void free(int slot) {
        liveBlocks.decrementAndGet();
    }

    @Override
    public long usableSize(int slot) {
        return sizes[slot];
    }

    @Override
    public long naturalAlignment() {
        return ALIGNMENT;
    }

    @Override
    public Optional<PeerAudit> audit() {
        return Optional.of(new PeerAudit(true, liveBlocks.get(), List.of()));
    }

    @Override
    public String identity() {
        return "bump allocator";
    }

    @Override
    public void close() {
        arena.close();
    }

    private long put(int slot, long size, long alignment) {
        long taken = next.getAndAdd(size + alignment);
        long address = (taken + alignment - 1) & -alignment;
        if (address + size > end) {
            throw new OutOfMemoryError("the test allocator has " + BYTES + " bytes");
        }
        addresses[slot] = address;
        sizes[slot] = size;
        return address;
    }
}
