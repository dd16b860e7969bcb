package org.pinfold.heap;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
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
    /** Whether a block waits for the system to take its guard pages away. */
    private volatile boolean anyStuck;

    /** A block with its guard pages: a user has it, or whoever lets go of it, or it is stuck between them. */
    private static final class Guarded {
        /** The address of the block that has room for all of it. */
        private final long whole;
        /** Of the guard page before the user's bytes. */
        private final long first;
        /** Of the one behind them. */
        private final long last;
        /** How many these are. */
        private final long size;
        private final AtomicBoolean owned = new AtomicBoolean(true);
        private final AtomicBoolean stuck = new AtomicBoolean();

        Guarded(long whole, long first, long last, long size) {
            this.whole = whole;
            this.first = first;
            this.last = last;
            this.size = size;
        }
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
        letGoOfStuck();
        if (whole == 0) {
            return 0;
        }
        long first = whole + page - 1 & -page;
        long last = whole + gross(byteSize, byteAlignment) - page & -page;
        long user = last - byteSize & -Math.max(byteAlignment, NATURAL);
        boolean entered = false;
        Guarded block;
        try {
            block = new Guarded(whole, first, last, byteSize);
            live.put(user, block);
            entered = true;
        } finally {
            if (!entered) {
                next.free(whole);
            }
        }
        try {
            range.guard(first, page);
            range.guard(last, page);
        } catch (SystemCallException | OutOfMemoryError e) {
            block.owned.set(false);
            letGo(user, block);
            if (e instanceof MemoryRefusedException) {
                return 0;
            }
            throw e;
        }
        if (!slow.isOpen()) {
            // The end may have come between the block and its guards, and looked for them too early. Who finds the heap
            // open is before it: the gate closes first, and then the end finds the block.
            unguardForGood(block);
            slow.requireOpen();
        }
        return user;
    }

    private void unguard(Guarded block) {
        range.unguard(block.first, page);
        range.unguard(block.last, page);
    }

    /** One of racing frees gets the block. Should the Java heap have no room for the look, it is as it was. */
    @Override
    public void free(long address) {
        slow.requireOpen();
        Guarded block = live.get(address);
        if (block == null || !block.owned.compareAndSet(true, false)) {
            next.free(address);
            return;
        }
        letGo(address, block);
        letGoOfStuck();
    }

    /** A block that the system leaves its guard pages cannot be anybody's: it is kept, and tried again. */
    private void letGo(long address, Guarded block) {
        try {
            unguard(block);
            live.remove(address);
        } catch (SystemCallException | OutOfMemoryError e) {
            block.stuck.set(true);
            anyStuck = true;
            Warnings.warn("a freed block keeps its guard pages for now: ", e);
            return;
        }
        next.free(block.whole);
    }

    private void letGoOfStuck() {
        if (anyStuck) {
            anyStuck = false;
            try {
                live.forEach((address, block) -> {
                    if (block.stuck.compareAndSet(true, false)) {
                        letGo(address, block);
                    }
                });
            } catch (OutOfMemoryError e) {
                anyStuck = true;
            }
        }
    }

    /** The block that a user has at this address, or null. */
    private Guarded find(long address) {
        Guarded block = live.get(address);
        return block == null || !block.owned.get() ? null : block;
    }

    /** A block that grows into one between guard pages is placed as any such. */
    @Override
    public long allocateFor(long address, long byteSize) {
        return byteSize >= LEAST || find(address) != null
                ? allocate(byteSize, 1) : next.allocateFor(address, byteSize);
    }

    @Override
    public long bytes(long address) {
        Guarded block = find(address);
        if (block == null) {
            return next.bytes(address);
        }
        slow.requireOpen();
        return block.size;
    }

    /** What is or will be between guard pages moves. */
    @Override
    public boolean resize(long address, long byteSize) {
        return byteSize < LEAST && find(address) == null && next.resize(address, byteSize);
    }

    @Override
    public void requireSize(long address, long byteSize) {
        Guarded block = find(address);
        if (block == null) {
            next.requireSize(address, byteSize);
        } else if (block.size != byteSize) {
            throw slow.misuse(new Misuse(Misuse.Kind.SIZE_MISMATCH, address, "free as " + byteSize + " bytes of a block"
                    + " of " + block.size + " between guard pages: " + describe(address)));
        }
    }

    @Override
    public String describe(long address) {
        Guarded block = find(address);
        return block == null ? next.describe(address) : next.describe(block.whole) + "; a user's " + block.size
                + " bytes begin at 0x" + Long.toHexString(address) + ", between guard pages at 0x"
                + Long.toHexString(block.first) + " and 0x" + Long.toHexString(block.last);
    }

    /** Takes all guard pages away, for a heap that ends: its addresses stay readable. */
    @Override
    public void end() {
        live.forEach((address, block) -> unguardForGood(block));
        live.clear();
    }

    private void unguardForGood(Guarded block) {
        try {
            unguard(block);
        } catch (SystemCallException | OutOfMemoryError e) {
            range.keepForGood();
            Warnings.warn("a closed heap keeps a guard page, and its addresses for good: ", e);
        }
    }
}
