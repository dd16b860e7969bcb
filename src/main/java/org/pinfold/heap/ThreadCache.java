package org.pinfold.heap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.pinfold.protocol.BlockState;

/**
 * What one thread keeps of a heap: a hot magazine a class, a spare one, and the slab it refills from.
 *
 * <p>The hot magazine is private. The spare slot holds a full magazine or nothing; it is only ever exchanged, so that
 * anybody short of memory may take it. The held slab is a hint that anybody may undo. The cache outlives its thread:
 * whoever finds the owner dead takes the whole cache over by a compareAndSet on {@code owner}.
 *
 * <p>Invariant: every block in a magazine is CLEAN or CACHED, except the second entry of a block that two racing
 * frees put into two magazines; {@link #pop} and {@link #flush} find such an entry and drop it.
 */
final class ThreadCache {
    /** Stands where the table has no cache; owned by nobody. */
    static final ThreadCache NONE = new ThreadCache(null, null, new Directory(0, 0));

    /** What {@link #pop} adds to the address of a block; blocks are aligned to more. */
    static final long NEVER_USED = 1;

    private static final VarHandle OWNER;
    private static final VarHandle SPARE = MethodHandles.arrayElementVarHandle(Magazine[].class);

    static {
        try {
            OWNER = MethodHandles.lookup().findVarHandle(ThreadCache.class, "owner", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * Whose cache this is. Read plain by {@link CacheTable#find}, which only compares it with the reading thread: a
     * thread sees its own write, and a value that is out of date is another thread.
     */
    Thread owner;

    /** The next cache in the heap's list, fixed when the cache is listed. */
    ThreadCache next;

    private final Depot depot;
    private final Directory directory;
    private final long base;
    private final Slab[][] rows;
    private final Magazine[] hot = new Magazine[SizeClasses.COUNT];
    private final Magazine[] spare = new Magazine[SizeClasses.COUNT];
    /** An empty magazine that was hot or spare, kept so that exchanging them makes no garbage. */
    private final Magazine[] vacant = new Magazine[SizeClasses.COUNT];
    private final Slab[] held = new Slab[SizeClasses.COUNT];
    private final ChainTable chains;
    /** A block whose double free was found late, for the slow path to report, or 0. */
    private long foundTwice;

    ThreadCache(Thread owner, Depot depot, Directory directory) {
        this.owner = owner;
        this.depot = depot;
        this.directory = directory;
        this.base = directory.base();
        this.rows = directory.rows();
        this.chains = new ChainTable(depot);
        Arrays.fill(hot, Magazine.NONE);
    }

    Thread ownerVolatile() {
        return (Thread) OWNER.getVolatile(this);
    }

    /** Takes the cache over from an owner who is dead, or gave it up. */
    boolean claim(Thread from, Thread to) {
        return OWNER.compareAndSet(this, from, to);
    }

    void giveUp() {
        OWNER.setVolatile(this, null);
    }

    /**
     * A block of this class from the hot magazine, now ALLOCATED, or 0: take the slow path.
     *
     * @return the address, with {@link #NEVER_USED} added if nobody had the block since its slab was formed
     */
    long pop(int sizeClass) {
        Magazine magazine = hot[sizeClass];
        int top = magazine.count - 1;
        if (top < 0) {
            return 0;
        }
        long address = magazine.blocks[top];
        magazine.count = top;
        Slab slab = Directory.slabIn(rows, address - base);
        // Only the second entry of a block that was freed twice fails here, even if its slab is gone by now.
        if (slab != null) {
            int block = slab.blockAt(address);
            byte[] states = slab.states;
            if (block >= 0 && block < states.length && slab.kind() == sizeClass) {
                byte before = BlockState.allocate(states, block);
                if (BlockState.isCached(before)) {
                    return before == BlockState.CLEAN ? address + NEVER_USED : address;
                }
            }
        }
        foundTwice = address;
        return 0;
    }

    /** Puts a block, CACHED by now, into the hot magazine; false if it is full. */
    boolean push(int sizeClass, long address) {
        Magazine magazine = hot[sizeClass];
        int count = magazine.count;
        long[] blocks = magazine.blocks;
        if (count >= blocks.length) {
            return false;
        }
        blocks[count] = address;
        magazine.count = count + 1;
        return true;
    }

    boolean isEmpty(int sizeClass) {
        return hot[sizeClass].count == 0;
    }

    /** How many blocks of this class lie here; exact for the owner and when nothing else runs. */
    int cached(int sizeClass) {
        Magazine full = (Magazine) SPARE.getVolatile(spare, sizeClass);
        return hot[sizeClass].count + (full == null ? 0 : full.count);
    }

    /** Every block that lies here; exact when nothing else runs. */
    void forEachBlock(LongConsumer action) {
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            hot[sizeClass].forEach(action);
            Magazine full = (Magazine) SPARE.getVolatile(spare, sizeClass);
            if (full != null) {
                full.forEach(action);
            }
        }
    }

    /** What the cache costs on the Java heap, in bytes. */
    long metadataBytes() {
        long bytes = ChainTable.metadataBytes() + 4 * (16 + 4L * SizeClasses.COUNT) + 64;
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            Magazine full = (Magazine) SPARE.getVolatile(spare, sizeClass);
            Magazine empty = vacant[sizeClass];
            bytes += hot[sizeClass].metadataBytes() + (full == null ? 0 : full.metadataBytes())
                    + (empty == null ? 0 : empty.metadataBytes());
        }
        return bytes;
    }

    boolean hasRoom(int sizeClass) {
        return !hot[sizeClass].isFull();
    }

    /** Makes room in the hot magazine: a larger one, or a vacant one, its full predecessor becoming the spare. */
    void makeRoom(int sizeClass) {
        Magazine full = hot[sizeClass];
        int most = SizeClasses.magazineBlocks(sizeClass);
        if (full.blocks.length < most) {
            hot[sizeClass] = full.grown(Math.min(most, Math.max(2 * full.blocks.length, smallest(most))));
            return;
        }
        Magazine empty = vacant[sizeClass];
        hot[sizeClass] = empty != null ? empty : new Magazine(most);
        vacant[sizeClass] = null;
        Magazine old = (Magazine) SPARE.getAndSet(spare, sizeClass, full);
        if (old != null) {
            flush(old);
            vacant[sizeClass] = old;
        }
    }

    private static int smallest(int most) {
        return Math.max(most >> 4, 1);
    }

    /** Puts blocks into the empty hot magazine; false if there is no memory for one more. */
    boolean refill(int sizeClass) {
        Magazine ready = takeSpare(sizeClass);
        if (ready != null) {
            vacant[sizeClass] = hot[sizeClass] == Magazine.NONE ? null : hot[sizeClass];
            hot[sizeClass] = ready;
            return true;
        }
        int most = SizeClasses.magazineBlocks(sizeClass);
        Magazine magazine = hot[sizeClass];
        if (magazine.blocks.length < most) {
            magazine = magazine.grown(Math.min(most, Math.max(2 * magazine.blocks.length, smallest(most))));
            hot[sizeClass] = magazine;
        }
        return fillFromSlabs(sizeClass, magazine, Math.max(magazine.blocks.length / 2, 1));
    }

    private boolean fillFromSlabs(int sizeClass, Magazine magazine, int want) {
        Slab exhausted = null;
        for (;;) {
            Slab slab = held[sizeClass];
            if (slab == null) {
                slab = depot.obtain(sizeClass, exhausted);
                if (slab == null) {
                    return false;
                }
                held[sizeClass] = slab;
            }
            int came = depot.fill(slab, magazine, want);
            if (magazine.foundTwice != 0) {
                foundTwice = magazine.foundTwice;
                magazine.foundTwice = 0;
            }
            if (came > 0) {
                return true;
            }
            held[sizeClass] = null;
            if (came == 0) {
                exhausted = slab;
                depot.unhold(slab);
            }
        }
    }

    private Magazine takeSpare(int sizeClass) {
        // The plain read spares the exchange where there is nothing; a stale answer costs one refill more or less.
        return spare[sizeClass] == null ? null : (Magazine) SPARE.getAndSet(spare, sizeClass, null);
    }

    /** Sends every block of the magazine home. */
    private void flush(Magazine magazine) {
        while (magazine.count > 0) {
            long address = magazine.blocks[--magazine.count];
            Slab slab = directory.slabAt(address);
            int block = slab == null ? -1 : slab.blockAt(address);
            if (block >= 0 && block < slab.capacity() && slab.goHome(block)) {
                chains.add(slab, block);
            } else {
                foundTwice = address;
            }
        }
        chains.pushAll();
    }

    /** Sends the spare magazines home; for anybody who holds this cache or is short of memory. */
    void flushSpares(ThreadCache through) {
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            Magazine taken = takeSpare(sizeClass);
            if (taken != null) {
                through.flush(taken);
            }
        }
    }

    /** Lets the held slabs go without telling the holder; for anybody. */
    void unholdAll() {
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            Slab slab = held[sizeClass];
            if (slab != null) {
                depot.unhold(slab);
            }
        }
    }

    /** Sends everything home and lets the held slabs go; for the owner. */
    void flushAll() {
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            flush(hot[sizeClass]);
            if (held[sizeClass] != null) {
                Slab slab = held[sizeClass];
                held[sizeClass] = null;
                depot.unhold(slab);
            }
        }
        flushSpares(this);
    }

    /** A block of which a second entry was found since the last call, or 0. */
    long takeFoundTwice() {
        long address = foundTwice;
        foundTwice = 0;
        return address;
    }
}
