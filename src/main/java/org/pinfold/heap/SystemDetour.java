package org.pinfold.heap;

import java.util.function.LongSupplier;

/** Passes every call through to the system's allocator. */
final class SystemDetour implements Detour {
    private final SystemBlocks system;
    private final SlowPaths slow;

    SystemDetour(SystemBlocks system, SlowPaths slow) {
        this.system = system;
        this.slow = slow;
    }

    @Override
    public long allocate(long byteSize, long byteAlignment) {
        LargeBlock wanted = new LargeBlock(byteSize, byteAlignment);
        return take(wanted, () -> system.allocate(wanted));
    }

    @Override
    public long allocateZeroed(long byteSize) {
        LargeBlock wanted = new LargeBlock(byteSize, 1);
        return take(wanted, () -> system.allocateZeroed(wanted));
    }

    private long take(LargeBlock wanted, LongSupplier call) {
        long address = slow.takeWhileOpen(call);
        while (address == 0 && system.mayFit(wanted) && slow.evicted(wanted.byteSize())) {
            address = slow.takeWhileOpen(call);
        }
        return address;
    }

    @Override
    public void free(long address) {
        slow.enter();
        try {
            system.free(address);
        } finally {
            slow.exit();
        }
    }

    @Override
    public long bytes(long address) {
        slow.requireOpen();
        return system.bytes(address);
    }

    @Override
    public boolean resize(long address, long byteSize) {
        return false;
    }

    /** The library knows how large a block is, not what was asked for. */
    @Override
    public void requireSize(long address, long byteSize) {
    }

    @Override
    public String describe(long address) {
        return "0x" + Long.toHexString(address) + " is the system allocator's business";
    }
}
