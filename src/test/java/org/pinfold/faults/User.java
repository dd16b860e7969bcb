package org.pinfold.faults;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;
import org.pinfold.SharedBlock;
import org.pinfold.os.RawMemory;

/**
 * Uses a heap that may refuse: has stamped blocks, oldest first, and sees whether what is refused is refused properly.
 * One thread's.
 */
final class User {
    private static final int PAGE = 4096;
    private static final int MOST_LOOKS = 64;
    /** Of the stamps of two users. */
    private static final long APART = 1L << 20;

    private final Heap heap;
    /** What else than exhaustion may be thrown at an allocation. */
    private final Predicate<RuntimeException> expected;
    private final Deque<Block> blocks = new ArrayDeque<>();
    private long stamps;
    private int refused;
    private volatile boolean ended;
    /** The block that is just being given up, as long as it is not known whether it is. */
    private Block inHand;

    /** A block and what was written to it. */
    private record Block(long address, int bytes, long stamp) {
    }

    User(Heap heap, long firstStamp, Predicate<RuntimeException> expected) {
        this.heap = heap;
        this.stamps = firstStamp;
        this.expected = expected;
    }

    /** The same one, of another heap. */
    User of(Heap other) {
        return new User(other, stamps += APART, expected);
    }

    Heap heap() {
        return heap;
    }

    /** How many blocks it has. */
    int count() {
        return blocks.size();
    }

    /** How many requests were refused. */
    int refused() {
        return refused;
    }

    /** Has the other one's blocks from now on. */
    void adopt(User giver) {
        blocks.addAll(giver.blocks);
        giver.blocks.clear();
    }

    /** Counts what was refused to the other one as well. */
    void refusedAlso(User other) {
        refused += other.refused;
    }

    void malloc(int bytes) {
        take(bytes, () -> heap.malloc(bytes));
    }

    void malloc(int bytes, int count) {
        for (int i = 0; i < count; i++) {
            malloc(bytes);
        }
    }

    void tryMalloc(int bytes) {
        take(bytes, () -> heap.tryMalloc(bytes));
    }

    /** All at once, and free again. */
    void bulk(int bytes, int count) {
        attempt(() -> {
            long[] made = new long[count];
            heap.free(made, 0, heap.malloc(bytes, made));
        });
    }

    /** By way of a segment. */
    void segment(int bytes) {
        take(bytes, () -> heap.allocate(bytes, 1).address());
    }

    /** Likewise, with another size afterwards. */
    void resegment(int bytes, int newBytes) {
        take(newBytes, () -> {
            MemorySegment segment = heap.allocate(bytes, 1);
            try {
                return heap.realloc(segment, newBytes).address();
            } catch (RuntimeException e) {
                heap.free(segment);
                throw e;
            } catch (OutOfMemoryError e) {
                if (!StepFault.isFatal(e)) {
                    heap.free(segment);
                }
                throw e;
            }
        });
    }

    /** One that others may read, and the last of them gives back. */
    void shared(int bytes) {
        attempt(() -> {
            SharedBlock block = heap.allocateShared(bytes, 1);
            require(block.tryPin(), "a live block cannot be pinned");
            block.free();
            block.unpin();
        });
    }

    void prewarm(int bytes, int count) {
        attempt(() -> heap.prewarm(bytes, count));
    }

    void aligned(long alignment, int bytes) {
        long address = take(bytes, () -> heap.alignedAlloc(alignment, bytes));
        require((address & alignment - 1) == 0, "a block is not aligned to " + alignment);
    }

    void calloc(int bytes) {
        take(bytes, () -> {
            long address = heap.calloc(bytes);
            for (long at = 0; at < bytes; at += at < PAGE ? 1 : Math.max(PAGE, bytes / MOST_LOOKS)) {
                require(RawMemory.getByte(address + at) == 0, "a zeroed block is not zero");
            }
            return address;
        });
    }

    private long take(int bytes, LongSupplier call) {
        long address = attempted(call);
        if (address == 0) {
            refused++;
        } else {
            add(address, bytes);
        }
        return address;
    }

    private void add(long address, int bytes) {
        Stamp.write(address, bytes, stamps);
        blocks.add(new Block(address, bytes, stamps++));
    }

    /** 0 where memory is refused, or what else may be expected. */
    private long attempted(LongSupplier call) {
        try {
            return call.getAsLong();
        } catch (OutOfMemoryError e) {
            if (StepFault.isFatal(e)) {
                throw e;
            }
            return 0;
        } catch (RuntimeException e) {
            require(expected.test(e), e);
            return 0;
        }
    }

    /** Changes the size of the youngest block. */
    void realloc(int bytes) {
        if (blocks.isEmpty()) {
            return;
        }
        Block old = blocks.removeLast();
        inHand = old;
        long address = attempted(() -> heap.realloc(old.address(), bytes));
        inHand = null;
        if (address == 0) {
            refused++;
            blocks.add(old);
        } else {
            check(old, address, bytes);
            add(address, bytes);
        }
    }

    void free() {
        free(1);
    }

    /** Frees the oldest ones. One that is refused is the user's as before. */
    void free(int count) {
        for (int i = 0; i < count && !blocks.isEmpty(); i++) {
            inHand = blocks.remove();
            check(inHand);
            try {
                heap.free(inHand.address());
            } catch (OutOfMemoryError e) {
                if (!StepFault.isFatal(e)) {
                    blocks.addFirst(inHand);
                    inHand = null;
                }
                throw e;
            }
            inHand = null;
        }
    }

    /** What else a user may do; an exhausted Java heap is no surprise. */
    void attempt(Runnable call) {
        attempted(() -> {
            call.run();
            return 0;
        });
    }

    /** Frees the block that it had in hand when it was disturbed, if it is still there to be freed. */
    void letGo() {
        if (inHand != null) {
            try {
                heap.free(inHand.address());
            } catch (HeapMisuseException gone) {
                inHand = null;
            }
            inHand = null;
        }
    }

    void freeAll() {
        free(blocks.size());
    }

    /** Frees one in two. */
    void thin() {
        for (int i = blocks.size() / 2; i > 0; i--) {
            blocks.add(blocks.remove());
            free();
        }
    }

    /** Every block has its content. */
    void check() {
        blocks.forEach(this::check);
    }

    private void check(Block block) {
        check(block, block.address(), block.bytes());
    }

    /** At that place there are the first bytes of what was written. */
    private void check(Block block, long address, int kept) {
        require(ended || Stamp.isKept(address, kept, block.bytes(), block.stamp()),
                "a block of " + block.bytes() + " bytes has another content");
    }

    /** From now on pages of its blocks may be gone. */
    void expectEnd() {
        ended = true;
    }

    private static void require(boolean holds, Object otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
