package org.pinfold.heap;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pinfold.os.MemoryRefusedException;
import org.pinfold.os.SystemCallException;

/**
 * Large blocks between pages that nobody can touch: an access there ends the VM, at the very instruction. A block ends
 * at its second guard page, but for what its alignment leaves, so that overflows meet it first.
 *
 * <p>Where each block really begins stands in a map on the Java heap. It is written and asked at calls that also make
 * two system calls, beside which its cost does not count. A guard page is taken away before its block goes back: memory
 * that nobody has, and that of a closed heap, is readable.
 */
final class GuardPages implements Detour {
    /** Blocks of this many bytes and more stand between guard pages. */
    static final long LEAST = SizeClasses.MAX_BLOCK;
    private static final int NATURAL = 16;

    private final Detour next;
    private final SlowPaths slow;
    private final Range range;
    private final long page;
    private final Map<Long, Guarded> live = new ConcurrentHashMap<>();
    /**
     * A block with its guard pages.
     *
     * @param whole the address of the block that has room for all of it
     * @param first of the guard page before the user's bytes
     * @param last of the one behind them
     * @param size how many these are
     */
    private record Guarded(long whole, long first, long last, long size) {
    }

    /** Large blocks of those that {@code next} gives, and all others as they are. */
    GuardPages(Detour next, HeapCore core) {
        this.next = next;
        this.slow = core.slowPaths();
        this.range = core.range();
        this.page = range.pageBytes();
    }

    @Override
    public long allocate(long byteSize, long byteAlignment) {
        return byteSize >= LEAST && PlainBlocks.areOrdinary(byteSize, byteAlignment)
                ? guarded(next.allocate(gross(byteSize, byteAlignment), 1), byteSize, byteAlignment)
                : next.allocate(byteSize, byteAlignment);
    }

    @Override
    public long allocateZeroed(long byteSize) {
        return byteSize >= LEAST && PlainBlocks.areOrdinary(byteSize, 1)
                ? guarded(next.allocateZeroed(gross(byteSize, 1)), byteSize, 1) : next.allocateZeroed(byteSize);
    }

    /** Two guard pages, and what rounding to pages and to the alignment may take at either end. */
    private long gross(long byteSize, long byteAlignment) {
        return byteSize + Math.max(byteAlignment, NATURAL) + 4 * page;
    }

    private long guarded(long whole, long byteSize, long byteAlignment) {
        if (whole == 0) {
            return 0;
        }
        long first = whole + page - 1 & -page;
        long last = whole + gross(byteSize, byteAlignment) - page & -page;
        long user = last - byteSize & -Math.max(byteAlignment, NATURAL);
        Guarded block = new Guarded(whole, first, last, byteSize);
        try {
            guard(block);
            live.put(user, block);
        } catch (SystemCallException | OutOfMemoryError e) {
            unguard(block);
            next.free(whole);
            if (e instanceof MemoryRefusedException) {
                return 0;
            }
            throw e;
        }
        return user;
    }

    private void guard(Guarded block) {
        range.guard(block.first(), page);
        range.guard(block.last(), page);
    }

    private void unguard(Guarded block) {
        range.unguard(block.first(), page);
        range.unguard(block.last(), page);
    }

    /** One of racing frees takes the block out of the map. */
    @Override
    public void free(long address) {
        slow.requireOpen();
        Guarded block = live.remove(address);
        if (block == null) {
            next.free(address);
            return;
        }
        try {
            unguard(block);
        } catch (SystemCallException e) {
            live.put(address, block);
            throw e;
        }
        next.free(block.whole());
    }

    /** A block that grows into one between guard pages is placed as any such. */
    @Override
    public long allocateFor(long address, long byteSize) {
        return byteSize >= LEAST || live.containsKey(address)
                ? allocate(byteSize, 1) : next.allocateFor(address, byteSize);
    }

    @Override
    public long bytes(long address) {
        Guarded block = live.get(address);
        if (block == null) {
            return next.bytes(address);
        }
        slow.requireOpen();
        return block.size();
    }

    /** What is or will be between guard pages moves. */
    @Override
    public boolean resize(long address, long byteSize) {
        return byteSize < LEAST && !live.containsKey(address) && next.resize(address, byteSize);
    }

    @Override
    public void requireSize(long address, long byteSize) {
        Guarded block = live.get(address);
        if (block == null) {
            next.requireSize(address, byteSize);
        } else if (block.size() != byteSize) {
            throw slow.misuse(new Misuse(Misuse.Kind.SIZE_MISMATCH, address, "free as " + byteSize + " bytes of a block"
                    + " of " + block.size() + " between guard pages: " + describe(address)));
        }
    }

    @Override
    public String describe(long address) {
        Guarded block = live.get(address);
        return block == null ? next.describe(address) : next.describe(block.whole()) + "; a user's " + block.size()
                + " bytes begin at 0x" + Long.toHexString(address) + ", between guard pages at 0x"
                + Long.toHexString(block.first()) + " and 0x" + Long.toHexString(block.last());
    }

    /** Takes all guard pages away, for a heap that ends: its addresses stay readable. */
    @Override
    public void end() {
        live.forEach((address, block) -> unguard(block));
        live.clear();
    }
}
