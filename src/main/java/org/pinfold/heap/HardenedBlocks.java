package org.pinfold.heap;

import java.security.SecureRandom;
import org.pinfold.os.RawMemory;
import org.pinfold.protocol.BlockState;

/**
 * Blocks of a hardened heap: between canaries, wiped when they are freed, kept away for a while, and looked at for
 * writes before they are handed out again.
 *
 * <p>Invariant: memory that no user has is zero, but for what the heap has written around blocks that users have. Pages
 * come so from the system, and a block is wiped, with its canaries, before its free lets go of it. So what is not zero
 * was written by somebody who had no business there; and a zeroed allocation costs no more than another.
 *
 * <p>Frees are exact, whatever was chosen: the second of two that race would wipe what may be another user's by then.
 */
final class HardenedBlocks implements Detour {
    private final PlainBlocks inner;
    private final Directory directory;
    private final SlowPaths slow;
    private final Wiper wiper;
    private final Canary canary = new Canary(new SecureRandom().nextLong());

    /** Blocks of a heap whose frees are exact and whose caches have a {@link Quarantine}. */
    HardenedBlocks(HeapCore core) {
        this.inner = new PlainBlocks(core);
        this.directory = core.directory();
        this.slow = core.slowPaths();
        this.wiper = new Wiper(core.range());
    }

    @Override
    public long allocate(long byteSize, long byteAlignment) {
        if (!PlainBlocks.areOrdinary(byteSize, byteAlignment)) {
            return 0;
        }
        if (byteAlignment > Canary.HEAD) {
            return allocateAligned(byteSize, byteAlignment);
        }
        long gross = Canary.HEAD + byteSize + Canary.TAIL;
        long block = gross <= SizeClasses.MAX_BLOCK ? takeWaiting(SizeClasses.of((int) gross)) : 0;
        if (block == 0) {
            block = inner.takeBlock(gross);
        }
        return block == 0 ? 0 : handOut(block, Canary.HEAD, byteSize);
    }

    /** A block that has waited in the caller's quarantine for long enough, or 0. */
    private long takeWaiting(int sizeClass) {
        ThreadCache cache = inner.cache();
        long block = cache == null ? 0 : cache.quarantine().take(sizeClass);
        return block == 0 || inner.handOut(block, sizeClass) ? block : slow.handOut(block, sizeClass);
    }

    private long allocateAligned(long byteSize, long byteAlignment) {
        long block = inner.takeBlock(byteAlignment + byteSize + Canary.TAIL, byteAlignment);
        if (block == 0) {
            return 0;
        }
        long user = handOut(block, byteAlignment, byteSize);
        canary.setOffset(block, byteAlignment);
        return user;
    }

    private long handOut(long block, long offset, long byteSize) {
        long at = RawMemory.firstNonZero(block, offset + byteSize + Canary.TAIL);
        if (at >= 0) {
            throw foundWritten(block, at);
        }
        canary.set(block + offset, byteSize);
        return block + offset;
    }

    /** The block is zero again and may be handed out the next time; this allocation has failed. */
    private RuntimeException foundWritten(long block, long at) {
        RuntimeException report = writtenAfterFree(block, at);
        wiper.wipe(block, inner.blockBytes(block));
        inner.freeBlock(block);
        return report;
    }

    private RuntimeException writtenAfterFree(long block, long at) {
        return slow.misuse(new Misuse(Misuse.Kind.WRITE_AFTER_FREE, block + at,
                "something wrote here while nobody had the block: " + slow.diagnosis().describe(block + at)));
    }

    /** What nobody has is zero. */
    @Override
    public long allocateZeroed(long byteSize) {
        return allocate(byteSize, 1);
    }

    @Override
    public void free(long address) {
        long block = address - Canary.HEAD;
        int sizeClass = inner.liveClassAt(block);
        if (sizeClass == BlockState.NOT_ALLOCATED) {
            freeOther(address);
            return;
        }
        long size = canary.size(address, SizeClasses.bytes(sizeClass) - Canary.HEAD - Canary.TAIL);
        if (size == Canary.DAMAGED || !canary.isTailIntact(address, size)) {
            freeOther(address);
            return;
        }
        if (inner.takeBack(block) == BlockState.NOT_ALLOCATED) {
            throw slow.notLive(address, block);
        }
        RawMemory.zero(block, Canary.HEAD + size + Canary.TAIL);
        letGo(block, sizeClass);
    }

    /** A wiped block waits in quarantine, and one that has waited there may become another user's. */
    private void letGo(long block, int sizeClass) {
        ThreadCache cache = inner.cache();
        long out = cache != null && cache.quarantine().isReady(sizeClass)
                ? cache.quarantine().exchange(sizeClass, block) : slow.quarantine(sizeClass, block);
        if (out == 0) {
            return;
        }
        long at = RawMemory.firstNonZero(out, SizeClasses.bytes(sizeClass));
        if (at >= 0) {
            wiper.wipe(out, SizeClasses.bytes(sizeClass));
        }
        inner.giveBack(sizeClass, out);
        if (at >= 0) {
            throw writtenAfterFree(out, at);
        }
    }

    /** Aligned and large blocks, those with damage, and what is none. */
    private void freeOther(long address) {
        Found found = find(address);
        if (!found.slab().freeExactly(found.index())) {
            throw slow.notLive(address, found.start());
        }
        boolean intact = found.damage() == null;
        long wiped = intact ? address - found.start() + found.size() + Canary.TAIL : found.blockBytes();
        wiper.wipe(found.start(), wiped);
        if (found.slab().isLarge()) {
            slow.large().free(found.slab(), inner.cache());
        } else {
            directory.note(found.slab());
            letGo(found.start(), found.slab().kind());
        }
        if (!intact) {
            throw outOfBounds(found, "; the block was freed all the same");
        }
    }

    /**
     * The live block whose user's bytes begin at an address.
     *
     * @param size how many bytes he asked for
     * @param damage what was overwritten, or null
     */
    private record Found(Slab slab, int index, long user, long size, Misuse.Kind damage) {
        long start() {
            return slab.address(index);
        }

        long blockBytes() {
            return slab.blockBytes();
        }
    }

    /** Throws if there is none; one that is damaged is found as well. */
    private Found find(long address) {
        slow.requireOpen();
        Slab slab = directory.slabAt(address);
        int index = slab == null ? -1 : slab.blockAround(address);
        if (index < 0) {
            throw slow.notLive(address, address);
        }
        long start = slab.address(index);
        if (!BlockState.isAllocated(slab.state(index))) {
            throw slow.notLive(address, mayHaveBegunAt(address, start) ? start : address);
        }
        if (address - start != canary.offset(start, slab.blockBytes())) {
            throw slow.misuse(new Misuse(Misuse.Kind.INTERIOR_POINTER, address,
                    "free or use of an address that is not the first of a user's: " + describe(address)));
        }
        long size = canary.size(address, slab.blockBytes() - (address - start) - Canary.TAIL);
        Misuse.Kind damage = size == Canary.DAMAGED ? Misuse.Kind.UNDERFLOW
                : canary.isTailIntact(address, size) ? null : Misuse.Kind.OVERFLOW;
        return new Found(slab, index, address, size, damage);
    }

    /** Whether a user's bytes could have begun here in a block whose words are wiped by now. */
    private static boolean mayHaveBegunAt(long address, long start) {
        return Long.bitCount(address - start) == 1 && address - start >= Canary.HEAD;
    }

    private Found findIntact(long address) {
        Found found = find(address);
        if (found.damage() != null) {
            throw outOfBounds(found, "");
        }
        return found;
    }

    private RuntimeException outOfBounds(Found found, String consequence) {
        String what = found.damage() == Misuse.Kind.UNDERFLOW ? "bytes before the first one of a block were overwritten"
                : "bytes behind the last one of " + found.size() + " were overwritten";
        return slow.misuse(new Misuse(found.damage(), found.user(), what + consequence + ": "
                + slow.diagnosis().describe(found.user())));
    }

    @Override
    public long bytes(long address) {
        return findIntact(address).size();
    }

    /** Where the class stays: what becomes the user's is zero, and so is what is his no more. */
    @Override
    public boolean resize(long address, long byteSize) {
        Found found = findIntact(address);
        long gross = address - found.start() + byteSize + Canary.TAIL;
        if (found.slab().isLarge() || byteSize < 0 || gross > SizeClasses.MAX_BLOCK
                || SizeClasses.of((int) gross) != found.slab().kind()) {
            return false;
        }
        Canary.clearTail(address, found.size());
        if (byteSize < found.size()) {
            RawMemory.zero(address + byteSize, found.size() - byteSize);
        }
        canary.set(address, byteSize);
        return true;
    }

    @Override
    public void requireSize(long address, long byteSize) {
        long size = bytes(address);
        if (size != byteSize) {
            throw slow.misuse(new Misuse(Misuse.Kind.SIZE_MISMATCH, address, "free as " + byteSize + " bytes of a block"
                    + " of which " + size + " were asked for: " + slow.diagnosis().describe(address)));
        }
    }

    @Override
    public String describe(long address) {
        return slow.diagnosis().describe(address) + "; the heap is hardened: a user's bytes begin " + Canary.HEAD
                + " bytes behind the block's first one, or at its alignment";
    }
}
