package org.pinfold.check;

import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;

/** A pool of slices of one array, with one fault or none. */
final class PoolWithFault implements Subject<Integer> {
    /** What is wrong with it. */
    enum Fault {
        NONE, BLOCKS_OVERLAP, ACCEPTS_SECOND_FREES, REFUSES_EARLY, HANDS_OUT_AFTER_CLOSE, THROWS, WAITS, COUNTS_WRONG
    }

    private static final long POLL_NANOS = 10_000_000;

    private final Fault fault;
    private final ByteBuffer memory;
    private final int stride;
    private final Deque<Integer> free = new ConcurrentLinkedDeque<>();
    private final Set<Integer> held = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private PoolWithFault(Fault fault, int capacity) {
        this.fault = fault;
        this.stride = fault == Fault.BLOCKS_OVERLAP ? Stamp.LEAST - 1 : Stamp.LEAST;
        this.memory = ByteBuffer.allocate(capacity * Stamp.LEAST);
        for (int block = 0; block < capacity; block++) {
            free.add(block);
        }
    }

    /** Its promises, kept if there is no fault. */
    record Tests(Fault fault) implements RaceTests<Integer>, SoakTests<Integer>, MisuseTests<Integer> {
        @Override
        public Subject<Integer> newSubject(int capacity) {
            return new PoolWithFault(fault, capacity);
        }

        @Override
        public Promises promises() {
            return Promises.FEWEST.with(Capacity.EXACT).with(SecondFree.EXACT).withClose();
        }
    }

    @Override
    public Integer allocate(int size) {
        if (fault == Fault.THROWS) {
            throw new UnsupportedOperationException("no blocks today");
        }
        while (fault == Fault.WAITS && free.isEmpty()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        if (closed && fault != Fault.HANDS_OUT_AFTER_CLOSE || fault == Fault.REFUSES_EARLY && free.size() < 2) {
            return null;
        }
        Integer block = free.poll();
        if (block != null) {
            held.add(block);
        }
        return block;
    }

    @Override
    public boolean free(Integer block) {
        boolean first = held.remove(block);
        if (first || fault == Fault.ACCEPTS_SECOND_FREES) {
            free.push(block);
            return true;
        }
        return false;
    }

    @Override
    public void write(Integer block, byte[] content) {
        memory.put(block * stride, content);
    }

    @Override
    public void read(Integer block, byte[] content) {
        memory.get(block * stride, content);
    }

    @Override
    public OptionalLong liveBlocks() {
        return OptionalLong.of(held.size() + (fault == Fault.COUNTS_WRONG ? 1 : 0));
    }

    @Override
    public void close() {
        closed = true;
    }
}
