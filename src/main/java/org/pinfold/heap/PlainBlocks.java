package org.pinfold.heap;

/** The heap's blocks as they are, for what stands between them and their users. */
final class PlainBlocks extends Allocator implements Detour {
    private static final long MOST = Long.MAX_VALUE >>> 2;

    private final SlowPaths slow;

    PlainBlocks(HeapCore core) {
        super(core, new BlockMemory(core.range(), core.isMapped()), null, null);
        slow = core.slowPaths();
    }

    /** Whether sizes and alignments of that order can be added up; there is no memory for others. */
    static boolean areOrdinary(long byteSize, long byteAlignment) {
        return byteSize >= 0 && byteSize < MOST && byteAlignment < MOST;
    }

    @Override
    public long allocate(long byteSize, long byteAlignment) {
        return takeBlock(byteSize, byteAlignment);
    }

    @Override
    public long allocateZeroed(long byteSize) {
        return takeZeroedBlock(byteSize);
    }

    @Override
    public long allocateFor(long address, long byteSize) {
        return takeTarget(address, byteSize);
    }

    @Override
    public void free(long address) {
        freeBlock(address);
    }

    @Override
    public long bytes(long address) {
        return blockBytes(address);
    }

    @Override
    public boolean resize(long address, long byteSize) {
        return resizeInPlace(address, byteSize);
    }

    @Override
    public void requireSize(long address, long byteSize) {
        requireBlockSize(address, byteSize);
    }

    @Override
    public String describe(long address) {
        return slow.diagnosis().describe(address);
    }
}
