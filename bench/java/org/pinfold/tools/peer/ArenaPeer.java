package org.pinfold.tools.peer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;

/** An arena for each block, which always zeroes. */
public final class ArenaPeer extends ObjectPeer<ArenaBlock> {
    private static final long ALIGNMENT = 8;

    /** The kinds of arena of which a program can make and close as many as it likes. */
    public enum Kind {
        /** A block may be used and freed by its own thread alone. */
        CONFINED,
        /** Closing tells every thread of the virtual machine. */
        SHARED
    }

    private final Kind kind;

    public ArenaPeer(int slots, Kind kind) {
        super(slots);
        this.kind = kind;
    }

    @Override
    public ArenaBlock malloc(long size) {
        return malloc(size, ALIGNMENT);
    }

    @Override
    public void release(ArenaBlock block) {
        block.arena().close();
    }

    @Override
    public void putLong(ArenaBlock block, long value) {
        block.segment().set(ValueLayout.JAVA_LONG_UNALIGNED, 0, value);
    }

    @Override
    public long address(ArenaBlock block) {
        return block.segment().address();
    }

    @Override
    public void requireOwn(ArenaBlock block, long size) {
        require(block.segment().scope().equals(block.arena().scope()) && block.segment().isNative()
                && block.segment().byteSize() == size
                && (block.segment().isAccessibleBy(new Thread()) == (kind == Kind.SHARED)), block);
    }

    @Override
    public long allocateZeroed(int slot, long size) {
        return allocate(slot, size);
    }

    @Override
    public long allocateAligned(int slot, long size, long alignment) {
        return put(slot, malloc(size, alignment));
    }

    @Override
    public long resize(int slot, long oldSize, long size) {
        ArenaBlock old = block(slot);
        ArenaBlock block = malloc(size);
        MemorySegment.copy(old.segment(), 0, block.segment(), 0, Math.min(oldSize, size));
        old.arena().close();
        return put(slot, block);
    }

    @Override
    public boolean threadConfined() {
        return kind == Kind.CONFINED;
    }

    @Override
    public long naturalAlignment() {
        return ALIGNMENT;
    }

    @Override
    public String identity() {
        try (Arena arena = newArena()) {
            return arena.getClass().getName() + " (" + kind.name().toLowerCase(Locale.ROOT) + ") of JDK "
                    + Runtime.version() + ", one a block; resize is allocate, copy, close";
        }
    }

    private ArenaBlock malloc(long size, long alignment) {
        Arena arena = newArena();
        return new ArenaBlock(arena, arena.allocate(size, alignment));
    }

    private Arena newArena() {
        return kind == Kind.CONFINED ? Arena.ofConfined() : Arena.ofShared();
    }
}
