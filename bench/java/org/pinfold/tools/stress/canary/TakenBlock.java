package org.pinfold.tools.stress.canary;

import java.util.concurrent.atomic.AtomicLong;
import org.pinfold.tools.oracle.Target;

/** A heap that knows of a block that somebody has. */
class TakenBlock extends Fault {
    /** The last block that was allocated, as long as it was neither freed nor resized; or 0. */
    private final AtomicLong last = new AtomicLong();

    TakenBlock(Target inner, long seed) {
        super(inner, seed);
    }

    long last() {
        return last.get();
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
