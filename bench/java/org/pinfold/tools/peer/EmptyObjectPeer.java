package org.pinfold.tools.peer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/** As {@link EmptyAddressPeer}, handing out segments that were made before. */
public final class EmptyObjectPeer extends ObjectPeer<MemorySegment> {
    private static final long LINE = 64;

    private final int slots;
    private final MemorySegment[] lines;
    private int next;

    public EmptyObjectPeer(int slots) {
        super(slots);
        this.slots = slots;
        lines = new MemorySegment[EmptyAddressPeer.lines(slots)];
        MemorySegment all = Arena.global().allocate(lines.length * LINE, LINE);
        for (int line = 0; line < lines.length; line++) {
            lines[line] = all.asSlice(line * LINE, LINE);
        }
    }

    @Override
    public MemorySegment malloc(long size) {
        int line = next;
        next = line + 1 & lines.length - 1;
        return lines[line];
    }

    @Override
    public void release(MemorySegment block) {
    }

    @Override
    public void putLong(MemorySegment block, long value) {
        block.set(ValueLayout.JAVA_LONG_UNALIGNED, 0, value);
    }

    @Override
    public long address(MemorySegment block) {
        return block.address();
    }

    @Override
    public void requireOwn(MemorySegment block, long size) {
        require(block.byteSize() == LINE, block);
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
    public Optional<CountedBlocks<?>> counted() {
        return Optional.of(new UncountedBlocks());
    }

    @Override
    public Peer forThread() {
        return new EmptyObjectPeer(slots);
    }

    @Override
    public String identity() {
        return "no allocator: segments of cache lines in turn";
    }
}
