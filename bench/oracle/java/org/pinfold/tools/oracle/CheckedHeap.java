package org.pinfold.tools.oracle;

import java.util.concurrent.atomic.LongAdder;
import org.pinfold.AuditReport;
import org.pinfold.HeapStats;

/**
 * A heap whose blocks are stamped when they are allocated, and checked when they are freed or resized, or when whoever
 * has one asks for it; with a model of how much is live. Address, size and stamp of a block are the caller's to keep.
 *
 * <p>A block is handed out to nobody while somebody has it: then there is no {@link Head} in it. It has at least the
 * size and the alignment asked for. Nobody else writes to it: it contains its {@link Pattern} until it is freed.
 * Blocks of less than {@value Head#BYTES} bytes have no head.
 *
 * <p>What is found is added to the violations; operations throw what the heap throws. For any number of threads.
 */
public final class CheckedHeap {
    private static final int ALIGNMENT = 16;

    private final Target heap;
    private final Violations violations;
    private final LongAdder allocated = new LongAdder();
    private final LongAdder freed = new LongAdder();
    private final LongAdder resized = new LongAdder();
    private final LongAdder liveBytes = new LongAdder();

    /** Checks this heap; other blocks in it would be taken for a difference from the model. */
    public CheckedHeap(Target heap, Violations violations) {
        this.heap = heap;
        this.violations = violations;
    }

    /** The stamp of a block; two blocks have the same only by chance. */
    public static long stamp(int owner, long cookie) {
        return Head.stamp(owner, cookie);
    }

    /** A stamped block. */
    public long malloc(long size, long stamp) {
        return allocated(heap.malloc(size), size, ALIGNMENT, stamp);
    }

    /** A stamped block, or 0. */
    public long tryMalloc(long size, long stamp) {
        long address = heap.tryMalloc(size);
        return address == 0 ? 0 : allocated(address, size, ALIGNMENT, stamp);
    }

    /** A stamped block that was zero before. */
    public long calloc(long size, long stamp) {
        long address = heap.calloc(size);
        long wrong = firstNotZero(address, size);
        if (wrong >= 0) {
            violations.add("byte " + wrong + " of " + block(address, size) + " is not zero after calloc");
        }
        return allocated(address, size, ALIGNMENT, stamp);
    }

    /** A stamped block at a multiple of the alignment. */
    public long alignedAlloc(long alignment, long size, long stamp) {
        return allocated(heap.alignedAlloc(alignment, size), size, Math.max(alignment, ALIGNMENT), stamp);
    }

    /** Resizes a block, which has kept its content and gets a new stamp. */
    public long realloc(long address, long oldSize, long oldStamp, long size, long stamp) {
        letGo(address, oldSize, oldStamp);
        long moved;
        try {
            moved = heap.realloc(address, size);
        } catch (OutOfMemoryError e) {
            handedOut(address, oldSize, ALIGNMENT, oldStamp);
            throw e;
        }
        long kept = Math.min(oldSize, size);
        long wrong = kept >= Head.BYTES && !Head.isErased(moved, oldStamp) ? 0
                : firstWrong(moved, kept, oldSize, oldStamp);
        if (wrong >= 0) {
            violations.add("byte " + wrong + " of " + block(moved, size) + " was lost when it was resized from "
                    + oldSize + " bytes at 0x" + Long.toHexString(address));
        }
        resized.increment();
        return handedOut(moved, size, ALIGNMENT, stamp);
    }

    /** Checks a block that somebody has. */
    public void verify(long address, long size, long stamp) {
        if (size >= Head.BYTES && !(Head.isThere(address) && Head.stampAt(address) == stamp)) {
            String found = Head.isThere(address) ? "that of " + Head.text(Head.stampAt(address)) : "none";
            violations.add("the stamp " + Head.text(stamp) + " of " + block(address, size)
                    + " was overwritten: there is " + found);
            return;
        }
        long wrong = firstWrong(address, size, size, stamp);
        if (wrong >= 0) {
            violations.add("byte " + wrong + " of " + block(address, size) + " was overwritten");
        }
    }

    /** Checks a block and frees it. */
    public void free(long address, long size, long stamp) {
        letGo(address, size, stamp);
        freed.increment();
        heap.free(address);
    }

    /** Checks a block and frees it, with its size told to the heap. */
    public void freeSized(long address, long size, long stamp) {
        letGo(address, size, stamp);
        freed.increment();
        heap.free(address, size);
    }

    private void letGo(long address, long size, long stamp) {
        verify(address, size, stamp);
        if (size >= Head.BYTES) {
            Head.erase(address);
        }
        liveBytes.add(-heap.usableSize(address));
    }

    private long allocated(long address, long size, long alignment, long stamp) {
        allocated.increment();
        return handedOut(address, size, alignment, stamp);
    }

    private long handedOut(long address, long size, long alignment, long stamp) {
        if ((address & alignment - 1) != 0) {
            violations.add(block(address, size) + " is not aligned to " + alignment);
        }
        long usable = heap.usableSize(address);
        if (usable < size) {
            violations.add(block(address, size) + " has room for " + usable);
        }
        if (size >= Head.BYTES) {
            if (Head.isThere(address)) {
                violations.add(block(address, size) + " was handed out while somebody has it: it carries the stamp "
                        + Head.text(Head.stampAt(address)));
            }
            Head.write(address, stamp);
            Pattern.write(address + Head.BYTES, size - Head.BYTES, stamp);
        } else {
            Pattern.write(address, size, stamp);
        }
        liveBytes.add(usable);
        return address;
    }

    /** The first wrong byte of those kept, except in the head. */
    private static long firstWrong(long address, long kept, long size, long stamp) {
        if (size < Head.BYTES) {
            return Pattern.firstWrong(address, kept, size, stamp);
        }
        long wrong = Pattern.firstWrong(address + Head.BYTES, kept - Head.BYTES, size - Head.BYTES, stamp);
        return wrong < 0 ? wrong : wrong + Head.BYTES;
    }

    private static long firstNotZero(long address, long size) {
        long offset = 0;
        while (offset + Long.BYTES <= size && Raw.getLong(address + offset) == 0) {
            offset += Long.BYTES;
        }
        while (offset < size && Raw.getByte(address + offset) == 0) {
            offset++;
        }
        return offset < size ? offset : -1;
    }

    private static String block(long address, long size) {
        return "a block of " + size + " bytes at 0x" + Long.toHexString(address);
    }

    /** There is a block more, with so many usable bytes, that is stamped and checked by others. */
    public void entered(long usable) {
        allocated.increment();
        liveBytes.add(usable);
    }

    /** One of these is gone. */
    public void left(long usable) {
        freed.increment();
        liveBytes.add(-usable);
    }

    /** How many blocks were allocated, freed and resized. */
    public long operations() {
        return allocated.sum() + freed.sum() + resized.sum();
    }

    /** How many blocks were freed, each checked. */
    public long freed() {
        return freed.sum();
    }

    /** Exact when no other thread uses the heap. */
    public long liveBlocks() {
        return allocated.sum() - freed.sum();
    }

    /** Counted at their usable sizes; exact when no other thread uses the heap. */
    public long liveBytes() {
        return liveBytes.sum();
    }

    /** Compares the heap's figures with the model, when no other thread uses the heap. */
    public void expectModelled(HeapStats stats, AuditReport audit) {
        expectModelled(stats, audit, true);
    }

    /** The same where live bytes may be more than are usable, if they are not to be exact. */
    public void expectModelled(HeapStats stats, AuditReport audit, boolean exactBytes) {
        violations.expectClean(audit);
        violations.expectEqual("live blocks by the audit", liveBlocks(), audit.liveBlocks());
        violations.expectEqual("live blocks by the statistics", liveBlocks(),
                stats.classes().stream().mapToLong(HeapStats.ClassStats::liveBlocks).sum());
        if (exactBytes) {
            violations.expectEqual("live bytes", liveBytes(), stats.liveBytes());
        } else {
            violations.expectAtMost("live bytes in the model", stats.liveBytes(), liveBytes());
        }
    }
}
