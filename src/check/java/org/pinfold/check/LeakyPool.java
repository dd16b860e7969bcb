package org.pinfold.check;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A pool that forgets a block now and then when another thread frees it than the one that allocated it. No block is
 * ever handed out twice, so only the books show it. The soak's canary.
 */
final class LeakyPool implements Subject<byte[]> {
    private static final int FORGETS = 100;

    private final ConcurrentLinkedQueue<byte[]> free = new ConcurrentLinkedQueue<>();
    private final Map<byte[], Thread> holders = new ConcurrentHashMap<>();
    private volatile int remoteFrees;

    LeakyPool(int capacity) {
        for (int i = 0; i < capacity; i++) {
            free.add(new byte[Stamp.LEAST]);
        }
    }

    /** What it promises, and does not keep. */
    static final class Tests implements SubjectTests<byte[]> {
        @Override
        public Subject<byte[]> newSubject(int capacity) {
            return new LeakyPool(capacity);
        }

        @Override
        public Promises promises() {
            return Promises.FEWEST.with(Capacity.EXACT).with(SecondFree.EXACT);
        }
    }

    @Override
    public byte[] allocate(int size) {
        byte[] block = free.poll();
        if (block != null) {
            holders.put(block, Thread.currentThread());
        }
        return block;
    }

    @Override
    public boolean free(byte[] block) {
        Thread holder = holders.remove(block);
        if (holder == null) {
            return false;
        }
        if (holder == Thread.currentThread() || !isForgotten()) {
            free.add(block);
        }
        return true;
    }

    private boolean isForgotten() {
        int number = remoteFrees + 1;
        remoteFrees = number;
        return number % FORGETS == 0;
    }

    @Override
    public void write(byte[] block, byte[] content) {
        System.arraycopy(content, 0, block, 0, content.length);
    }

    @Override
    public void read(byte[] block, byte[] content) {
        System.arraycopy(block, 0, content, 0, content.length);
    }
}
