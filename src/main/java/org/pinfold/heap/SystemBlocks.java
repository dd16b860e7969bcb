package org.pinfold.heap;

import java.util.concurrent.atomic.AtomicLong;
import org.pinfold.os.SystemMalloc;
import org.pinfold.protocol.MemoryBudget;

/**
 * Blocks that are the system's: each call is passed through to the C library, so that its tools see every block.
 * Counted, and held to the limit by the size that the library tells; nothing else is known of them.
 */
final class SystemBlocks {
    private final SystemMalloc libc;
    private final MemoryBudget budget;
    private final AtomicLong live = new AtomicLong();

    SystemBlocks(SystemMalloc libc, MemoryBudget budget) {
        this.libc = libc;
        this.budget = budget;
    }

    SystemMalloc libc() {
        return libc;
    }

    /** The address of a block, or 0. */
    long allocate(LargeBlock wanted) {
        if (Long.compareUnsigned(wanted.byteSize(), budget.limit()) > 0 || wanted.byteAlignment() > budget.limit()) {
            return 0;
        }
        return charged(libc.allocate(wanted.byteSize(), wanted.byteAlignment()));
    }

    long allocateZeroed(long byteSize) {
        return Long.compareUnsigned(byteSize, budget.limit()) > 0 ? 0 : charged(libc.allocateZeroed(byteSize));
    }

    /** How large a block is, only the library knows; one too many goes back unseen. */
    private long charged(long address) {
        if (address != 0 && !budget.tryTake(libc.usableSize(address))) {
            libc.free(address);
            return 0;
        }
        live.addAndGet(address == 0 ? 0 : 1);
        return address;
    }

    void free(long address) {
        long bytes = libc.usableSize(address);
        libc.free(address);
        budget.giveBack(bytes);
        live.decrementAndGet();
    }

    long bytes(long address) {
        return libc.usableSize(address);
    }

    /** How many blocks have users. */
    long live() {
        return live.get();
    }

    /** Their sizes. */
    long liveBytes() {
        return budget.used();
    }
}
