package org.pinfold.check;

/**
 * A pool that is right for one thread and wrong for two: each operation reads, then writes, and another one may come
 * between. The suites' canary.
 */
final class RacyPool implements Subject<Integer> {
    private static final int SHORT = 2;
    /** A whole allocation fits into it. */
    private static final int LONG = 10;

    private final byte[][] contents;
    private final int[] stack;
    private final boolean[] held;
    private volatile int size;

    RacyPool(int capacity) {
        contents = new byte[capacity][Stamp.LEAST];
        stack = new int[capacity];
        held = new boolean[capacity];
        for (int block = 0; block < capacity; block++) {
            stack[block] = block;
        }
        size = capacity;
    }

    /** What it promises, and does not keep. */
    static final class Tests implements SubjectTests<Integer> {
        @Override
        public Subject<Integer> newSubject(int capacity) {
            return new RacyPool(capacity);
        }

        @Override
        public Promises promises() {
            return Promises.FEWEST.with(Capacity.EXACT).with(SecondFree.EXACT);
        }
    }

    @Override
    public Integer allocate(int byteSize) {
        int top = size;
        if (top == 0) {
            return null;
        }
        int block = stack[top - 1];
        dawdle(SHORT);
        size = top - 1;
        held[block] = true;
        return block;
    }

    @Override
    public boolean free(Integer block) {
        if (!held[block]) {
            return false;
        }
        int top = size;
        dawdle(SHORT);
        if (top < stack.length) {
            stack[top] = block;
            size = top + 1;
        }
        dawdle(LONG);
        held[block] = false;
        return true;
    }

    /** Makes the time wider in which another operation may come between. */
    private static void dawdle(int times) {
        for (int i = 0; i < times; i++) {
            System.nanoTime();
        }
    }

    @Override
    public void write(Integer block, byte[] content) {
        System.arraycopy(content, 0, contents[block], 0, content.length);
    }

    @Override
    public void read(Integer block, byte[] content) {
        System.arraycopy(contents[block], 0, content, 0, content.length);
    }
}
