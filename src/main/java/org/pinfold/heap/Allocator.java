package org.pinfold.heap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.pinfold.os.RawMemory;
import org.pinfold.protocol.BlockState;

/**
 * The paths of allocation and free: hits in the thread's own magazine here, everything else one call away.
 *
 * <p>A hit takes no atomic read-modify-write, except for the one of {@code exact} frees, and makes no garbage. The
 * methods of the hot path are small enough to be inlined into their callers; a test holds them to it.
 */
public final class Allocator {
    private static final VarHandle PLACES;

    static {
        try {
            PLACES = MethodHandles.lookup().findVarHandle(Allocator.class, "places", ThreadCache[].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Directory directory;
    private final long base;
    private final long bytes;
    private final Slab[][] rows;
    private final boolean exact;
    private final SlowPaths slow;

    /**
     * The threads' caches by thread number, as {@link CacheTable} last told; a hint. Read plainly: anything stronger
     * keeps the compiler from forwarding the magazine's fields from one call to the next. An old table costs a slow
     * path, which tells the new one; a loop that never takes a slow path may miss the closing of the heap and go on in
     * memory that stays mapped. An entry is believed only if its cache belongs to the calling thread, which then wrote
     * it or what it is reached by.
     */
    private ThreadCache[] places;

    Allocator(Directory directory, CacheTable caches, boolean exact, SlowPaths slow) {
        this.directory = directory;
        this.base = directory.base();
        this.bytes = directory.bytes();
        this.rows = directory.rows();
        this.exact = exact;
        this.slow = slow;
        caches.tell(this::publish);
    }

    private void publish(ThreadCache[] table) {
        if ((ThreadCache[]) PLACES.getVolatile(this) != table) {
            PLACES.setVolatile(this, table);
        }
    }

    /** The calling thread's cache, or null: take the slow path. */
    private ThreadCache cache() {
        Thread thread = Thread.currentThread();
        ThreadCache[] table = places;
        ThreadCache cache = table[(int) thread.threadId() & table.length - 1];
        return cache.owner == thread ? cache : null;
    }

    /** A block of at least this many bytes, or 0 if memory or the limit is exhausted. */
    public long allocate(long byteSize) {
        if (Long.compareUnsigned(byteSize, SizeClasses.MAX_BLOCK) <= 0) {
            return allocateBlock(SizeClasses.of((int) byteSize)) & ~ThreadCache.NEVER_USED;
        }
        return slow.allocateLarge(byteSize, 1);
    }

    /** A block of this class, as {@link ThreadCache#pop} answers it, or 0. */
    private long allocateBlock(int sizeClass) {
        ThreadCache cache = cache();
        if (cache != null) {
            long address = cache.pop(sizeClass);
            if (address != 0) {
                return address;
            }
        }
        return slow.allocate(sizeClass);
    }

    /** As {@link #allocate}, with the first {@code byteSize} bytes zero. */
    public long allocateZeroed(long byteSize) {
        if (Long.compareUnsigned(byteSize, SizeClasses.MAX_BLOCK) > 0) {
            return slow.allocateLargeZeroed(byteSize);
        }
        long popped = allocateBlock(SizeClasses.of((int) byteSize));
        long address = popped & ~ThreadCache.NEVER_USED;
        boolean zero = popped != address && directory.slabAt(address).isClean();
        if (!zero && address != 0) {
            // To a multiple of words: the block has the room, and it saves a loop over the last bytes.
            RawMemory.fill(address, byteSize + Long.BYTES - 1 & -Long.BYTES, (byte) 0);
        }
        return address;
    }

    /** As {@link #allocate}, with the address a multiple of {@code byteAlignment}, a power of two. */
    public long allocate(long byteSize, long byteAlignment) {
        int sizeClass = SizeClasses.of(byteSize, byteAlignment);
        if (sizeClass == SizeClasses.LARGE) {
            return slow.allocateLarge(byteSize, byteAlignment);
        }
        return allocateBlock(sizeClass) & ~ThreadCache.NEVER_USED;
    }

    /** Frees the block that begins at this address; does nothing for 0. */
    public void free(long address) {
        long offset = address - base;
        Slab slab = Long.compareUnsigned(offset, bytes) < 0 ? Directory.slabIn(rows, offset) : null;
        if (slab != null) {
            int block = slab.blockAt(address);
            byte[] states = slab.states;
            if (block >= 0 && block < states.length && freeState(states, block)) {
                ThreadCache cache = cache();
                if (cache == null || !cache.push(slab.kind(), address)) {
                    slow.free(slab, block, address);
                }
                return;
            }
        }
        slow.freeOther(address);
    }

    private boolean freeState(byte[] states, int block) {
        return exact ? BlockState.freeExactly(states, block) : BlockState.free(states, block);
    }

    /** As {@link #free(long)}, if a request for {@code byteSize} bytes gives blocks like this one. */
    public void free(long address, long byteSize) {
        Slab slab = directory.slabAt(address);
        if (slab != null && !SizeClasses.gives(byteSize, slab.blockBytes())) {
            slow.refuseSize(address, byteSize);
        }
        free(address);
    }

    /** The size of this live block in bytes. */
    public long usableSize(long address) {
        return slow.requireLive(address).blockBytes();
    }

    /**
     * A block of the new size with the old content, in place where both sizes have one class.
     *
     * @return 0 if there is no memory, and then the old block is as it was
     */
    public long reallocate(long address, long byteSize) {
        if (address == 0) {
            return allocate(byteSize);
        }
        Slab slab = slow.requireLive(address);
        if (SizeClasses.good(byteSize) == slab.blockBytes()) {
            return address;
        }
        if (slab.isLarge() && byteSize > SizeClasses.MAX_BLOCK && slow.resizeLarge(slab, byteSize)) {
            return address;
        }
        long moved = allocate(byteSize);
        if (moved != 0) {
            RawMemory.copy(address, moved, Math.min(byteSize, slab.blockBytes()));
            free(address);
        }
        return moved;
    }
}
