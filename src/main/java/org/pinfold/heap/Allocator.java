package org.pinfold.heap;

import java.lang.ref.Reference;
import org.pinfold.protocol.BlockState;

/**
 * The paths of allocation and free: hits in the thread's own magazine here, everything else one call away.
 *
 * <p>To be extended by the heap that users see, so that a call finds the cache with one load less than if the heap
 * referred to its allocator; see docs/adr/0008.
 *
 * <p>A hit takes no atomic read-modify-write, except for the one of {@code exact} frees, and makes no garbage. The
 * methods of the hot path are small enough to be inlined into their callers; a test holds them to it.
 */
public abstract class Allocator extends Hints {
    /**
     * A block that has grown beyond this many bytes stands in whole units from then on, although a class would have it:
     * what grew will grow, and units can be added without moving it; see docs/adr/0009.
     */
    private static final int GROWN_BLOCK = 3 * SizeClasses.UNIT_BYTES / 4;

    private final Directory directory;
    private final long base;
    private final boolean exact;
    private final SlowPaths slow;
    private final BlockMemory memory;
    /** Where every call goes, or null. */
    final Detour detour;
    /** Blocks whose segments end with them, or null. */
    private final Guards guards;
    /** One more than the largest size that has a class; 0 if all calls make the detour. */
    private final long classesEnd;

    /** The paths of a heap that has been put together. */
    protected Allocator(HeapCore core) {
        this(core, new BlockMemory(core.range(), core.isMapped() || core.isSystems()), core.detour(),
                core.records().guards());
    }

    /** Where calls make a detour, hot paths are told nothing, and miss. */
    Allocator(HeapCore core, BlockMemory memory, Detour detour, Guards guards) {
        this.memory = memory;
        this.detour = detour;
        this.guards = guards;
        directory = core.directory();
        base = directory.base();
        exact = core.exactFrees();
        slow = core.slowPaths();
        classesEnd = detour == null ? SizeClasses.MAX_BLOCK + 1 : 0;
        if (detour == null) {
            listenTo(directory, core.caches());
        }
    }

    /** A block of at least this many bytes, or 0 if memory or the limit is exhausted. */
    protected final long takeBlock(long byteSize) {
        if (Long.compareUnsigned(byteSize, classesEnd) < 0) {
            return allocateBlock(SizeClasses.of((int) byteSize)) & ~ThreadCache.NEVER_USED;
        }
        return takeAlone(byteSize, 1);
    }

    /** Whether the {@link Records} have to be asked about a segment: hardly ever, of a thread with a cache. */
    protected final boolean mayBeGuarded() {
        if (guards == null) {
            return false;
        }
        ThreadCache cache = cache();
        return cache == null || --cache.untilTurn < 0;
    }

    /** A block in whole units, unless it comes by a detour; or 0. */
    protected final long takeAlone(long byteSize, long byteAlignment) {
        return detour != null ? detour.allocate(byteSize, byteAlignment)
                : allocateLarge(new LargeBlock(byteSize, byteAlignment));
    }

    private long allocateLarge(LargeBlock wanted) {
        Slab slab = slow.large().take(wanted, cache());
        return slab == null ? 0 : slab.start();
    }

    /** A block of this class, with {@link ThreadCache#NEVER_USED} added where that is so, or 0. */
    private long allocateBlock(int sizeClass) {
        ThreadCache cache = cache();
        long address = cache == null ? 0 : cache.pop(sizeClass);
        if (address == 0) {
            address = slow.take(sizeClass);
            if (address <= 0) {
                return -address;
            }
        }
        return handOut(address, sizeClass) ? address : slow.handOut(address, sizeClass);
    }

    /** Marks a block of the caller's magazine as allocated. */
    final boolean handOut(long address, int sizeClass) {
        // An int will do: the address is the heap's own.
        int unit = (int) UnitTable.unit(address - base);
        byte[][] units = states;
        if (Integer.compareUnsigned(unit, units.length) >= 0) {
            return false;
        }
        byte[] blocks = units[unit];
        int block = UnitTable.block(sizeClass, address);
        // The unit may have another class by now, and a shorter array, if the entry is a second one.
        return blocks != null && UnitTable.isIndex(block, blocks) && BlockState.allocate(blocks, block, sizeClass);
    }

    /** As {@link #takeBlock(long)}, with the first {@code byteSize} bytes zero. */
    protected final long takeZeroedBlock(long byteSize) {
        if (Long.compareUnsigned(byteSize, classesEnd) >= 0) {
            return detour != null ? detour.allocateZeroed(byteSize) : allocateLargeZeroed(byteSize);
        }
        long popped = allocateBlock(SizeClasses.of((int) byteSize));
        long address = popped & ~ThreadCache.NEVER_USED;
        if (popped == address && address != 0) {
            // To a multiple of words: the block has the room, and it saves a loop over the last bytes.
            memory.zero(address, BlockMemory.wholeWords(byteSize));
            touched(address, byteSize);
        }
        return address;
    }

    /** The pages of a clean place are zero already. */
    private long allocateLargeZeroed(long byteSize) {
        Slab slab = slow.large().take(new LargeBlock(byteSize, 1), cache());
        if (slab == null) {
            return 0;
        }
        if (!slab.isClean()) {
            memory.zero(slab.start(), byteSize);
            touched(slab.start(), byteSize);
        }
        return slab.start();
    }

    /** As {@link #takeBlock(long)}, with the address a multiple of {@code byteAlignment}, a power of two. */
    protected final long takeBlock(long byteSize, long byteAlignment) {
        if (byteAlignment <= SizeClasses.GRANULE) {
            return takeBlock(byteSize);
        }
        int sizeClass = detour == null ? SizeClasses.of(byteSize, byteAlignment) : SizeClasses.LARGE;
        if (sizeClass == SizeClasses.LARGE) {
            return takeAlone(byteSize, byteAlignment);
        }
        long address = allocateBlock(sizeClass) & ~ThreadCache.NEVER_USED;
        // One of a larger class, which may be aligned to less.
        return (address & byteAlignment - 1) == 0 ? address : allocateExactly(address, sizeClass);
    }

    private long allocateExactly(long instead, int sizeClass) {
        freeBlock(instead);
        long popped = slow.takeExactly(sizeClass);
        return popped == 0 ? 0 : slow.handOut(popped, sizeClass) & ~ThreadCache.NEVER_USED;
    }

    /** Frees the block that begins at this address; does nothing for 0. */
    protected final void freeBlock(long address) {
        int sizeClass = takeBack(address);
        if (sizeClass == BlockState.NOT_ALLOCATED) {
            freeOther(address);
            return;
        }
        giveBack(sizeClass, address);
    }

    /** A block that is marked as cached goes to the caller's magazine. */
    final void giveBack(int sizeClass, long address) {
        ThreadCache cache = cache();
        if (cache == null || !cache.push(sizeClass, address)) {
            slow.free(sizeClass, address);
        }
    }

    /** Everything that is no live block of a class. */
    private void freeOther(long address) {
        if (guards != null) {
            guards.end(address);
        }
        if (detour == null) {
            slow.freeOther(address, cache());
        } else if (address != 0) {
            detour.free(address);
        }
    }

    /** Marks a user's block as cached; answers its class, or {@link BlockState#NOT_ALLOCATED}. */
    final int takeBack(long address) {
        long unit = UnitTable.unit(address - base);
        byte[][] units = states;
        byte[] unitShifts = shifts;
        if (unit >= units.length || unit >= unitShifts.length) {
            return BlockState.NOT_ALLOCATED;
        }
        byte[] blocks = units[(int) unit];
        int block = UnitTable.block(blocks, unitShifts[(int) unit], address);
        if (block < 0) {
            return BlockState.NOT_ALLOCATED;
        }
        return exact ? BlockState.freeExactly(blocks, block) : BlockState.free(blocks, block);
    }

    /** As {@link #freeBlock(long)}, if a request for {@code byteSize} bytes gives blocks like this one. */
    protected final void freeBlock(long address, long byteSize) {
        if (detour == null) {
            requireBlockSize(address, byteSize);
        } else if (address != 0) {
            detour.requireSize(address, byteSize);
        }
        freeBlock(address);
    }

    final void requireBlockSize(long address, long byteSize) {
        Slab slab = directory.slabAt(address);
        if (slab != null && !SizeClasses.gives(byteSize, slab.blockBytes())) {
            slow.refuseSize(address, byteSize);
        }
    }

    /** The size of this live block in bytes. */
    protected final long blockBytes(long address) {
        return detour != null ? detour.bytes(address) : blockBytes(address, liveClass(address));
    }

    private long blockBytes(long address, int sizeClass) {
        return sizeClass == SizeClasses.LARGE
                ? slow.requireLive(address).blockBytes() : SizeClasses.bytes(sizeClass);
    }

    /** The class of this live block. */
    private int liveClass(long address) {
        slow.requireOpen();
        int sizeClass = liveClassAt(address);
        return sizeClass != BlockState.NOT_ALLOCATED ? sizeClass : slow.requireLive(address).kind();
    }

    /** The class of the live block that begins here, as far as hot paths know; else {@code NOT_ALLOCATED}. */
    final int liveClassAt(long address) {
        long unit = UnitTable.unit(address - base);
        byte[][] units = states;
        byte[] unitShifts = shifts;
        if (unit < units.length && unit < unitShifts.length) {
            byte[] blocks = units[(int) unit];
            int block = UnitTable.block(blocks, unitShifts[(int) unit], address);
            if (block >= 0 && BlockState.isAllocated(blocks[block])) {
                return blocks[block];
            }
        }
        return BlockState.NOT_ALLOCATED;
    }

    /**
     * A block of the new size with the old content, in place where both sizes have one class.
     *
     * @return 0 if there is no memory, and then the old block is as it was
     */
    protected final long resizeBlock(long address, long byteSize) {
        if (address == 0) {
            return takeBlock(byteSize);
        }
        if (detour != null) {
            long bytes = detour.bytes(address);
            return detour.resize(address, byteSize) ? address
                    : move(address, bytes, detour.allocateFor(address, byteSize), byteSize, byteSize);
        }
        int sizeClass = liveClass(address);
        if (staysInPlace(address, sizeClass, byteSize)) {
            return address;
        }
        long bytes = blockBytes(address, sizeClass);
        // Whole words: both blocks have the room.
        return move(address, bytes, takeFor(bytes, byteSize), byteSize, BlockMemory.wholeWords(byteSize));
    }

    /** Gives a live block another size where it stands; false if it has to move. */
    protected final boolean resizeInPlace(long address, long byteSize) {
        return detour != null ? detour.resize(address, byteSize) : staysInPlace(address, liveClass(address), byteSize);
    }

    /** Whether the block has the new size, or a large one could be given it where it stands. */
    private boolean staysInPlace(long address, int sizeClass, long byteSize) {
        if (sizeClass == SizeClasses.LARGE) {
            return byteSize > GROWN_BLOCK && slow.large().resize(address, byteSize);
        }
        return byteSize <= SizeClasses.MAX_BLOCK && SizeClasses.of((int) byteSize) == sizeClass;
    }

    /** Where the content of a live block can {@link #move} to, or 0. */
    protected final long takeTarget(long address, long byteSize) {
        return detour != null ? detour.allocateFor(address, byteSize) : takeFor(blockBytes(address), byteSize);
    }

    /** In units where it can grow on, or a block of the class where no unit is free but a slab may have a block. */
    private long takeFor(long bytes, long byteSize) {
        boolean grows = byteSize > bytes && byteSize > GROWN_BLOCK;
        long address = grows ? allocateLarge(LargeBlock.grown(byteSize)) : 0;
        return address != 0 || grows && byteSize > SizeClasses.MAX_BLOCK ? address : takeBlock(byteSize);
    }

    /** Moves the content of a block, up to {@code copied} bytes of it, and frees it; unless the target is 0. */
    protected final long move(long address, long bytes, long target, long byteSize, long copied) {
        if (target != 0) {
            memory.copy(address, target, Math.min(copied, bytes));
            try {
                touched(target, byteSize);
            } finally {
                touched(address, bytes);
            }
            try {
                if (guards != null) {
                    guards.end(address);
                }
                if (detour == null) {
                    freeBlock(address);
                } else {
                    detour.freeMoved(address, target, byteSize);
                }
            } catch (RuntimeException e) {
                // The caller gets no block.
                freeBlock(target);
                throw e;
            }
        }
        return target;
    }

    /** Makes the pages of a live block resident; its content is arbitrary afterwards. */
    protected final void touchBlock(long address) {
        long bytes = blockBytes(address);
        memory.touch(address, bytes);
        touched(address, bytes);
    }

    /**
     * To be called after the heap itself has written to a block, or read from one, which maps pages too. If the heap is
     * open now, its end comes later and takes the pages back; if not, they go back here, and the caller is refused. The
     * fence keeps the allocator reachable, and so the addresses the heap's, until that is done.
     */
    private void touched(long address, long bytes) {
        if (!slow.isOpen()) {
            try {
                slow.takeBackLate(address, bytes);
            } finally {
                Reference.reachabilityFence(this);
            }
            slow.requireOpen();
        }
    }
}
