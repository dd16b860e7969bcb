package org.pinfold.heap;

import java.util.List;
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

    /** Whether the limit would ever allow it. */
    boolean mayFit(LargeBlock wanted) {
        return wanted.mayFit(budget.limit());
    }

    /** The address of a block, or 0. */
    long allocate(LargeBlock wanted) {
        return mayFit(wanted) ? charged(libc.allocate(wanted.byteSize(), wanted.byteAlignment())) : 0;
    }

    long allocateZeroed(LargeBlock wanted) {
        return mayFit(wanted) ? charged(libc.allocateZeroed(wanted.byteSize())) : 0;
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

    /** At the end of the heap nobody can free its blocks any more: they are not its parents' burden. */
    void surrender() {
        budget.giveBack(budget.used());
    }

    /** Of blocks of which only the number is known, nothing can be wrong. */
    Audit audit() {
        return new Audit(0, live(), 0, 0, live(), List.of(), List.of());
    }

    String shortage(long byteSize) {
        return byteSize + " bytes requested; limit " + budget.limit() + ", live " + liveBytes() + " bytes in " + live()
                + " blocks of the system's allocator" + CensusTaker.ofFamily(budget);
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
