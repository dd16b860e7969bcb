package org.pinfold.tools.stress.canary;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.pinfold.SharedBlock;
import org.pinfold.tools.oracle.Target;

/** A heap that knows of a block that somebody has. */
class TakenBlock extends Fault {
    /** The last block that was allocated, as long as it was neither freed nor resized; or 0. */
    private final AtomicLong last = new AtomicLong();

    private volatile SharedBlock lastShared;

    TakenBlock(Target inner, long seed) {
        super(inner, seed);
    }

    long last() {
        return last.get();
    }

    /** Pins the last shared block and does something with its address; if it was freed, nothing. */
    void visitShared(LongConsumer visit) {
        SharedBlock last = lastShared;
        if (last != null && last.tryPin()) {
            visit.accept(last.segment().address());
            last.unpin();
        }
    }

    @Override
    public SharedBlock allocateShared(long size, long alignment) {
        SharedBlock block = super.allocateShared(size, alignment);
        lastShared = block;
        return block;
    }

    @Override
    public long malloc(long size) {
        long address = super.malloc(size);
        last.set(address);
        return address;
    }

    @Override
    public long realloc(long address, long size) {
        last.compareAndSet(address, 0);
        return super.realloc(address, size);
    }

    @Override
    public void free(long address) {
        last.compareAndSet(address, 0);
        super.free(address);
    }

    @Override
    public void free(long address, long size) {
        last.compareAndSet(address, 0);
        super.free(address, size);
    }
}
