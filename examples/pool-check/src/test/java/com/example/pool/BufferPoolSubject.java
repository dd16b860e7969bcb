package com.example.pool;

import java.util.OptionalLong;
import org.pinfold.check.Subject;

/** The pool in the words of the checks. */
final class BufferPoolSubject implements Subject<BufferPool.Buffer> {
    private final BufferPool pool;

    BufferPoolSubject(BufferPool pool) {
        this.pool = pool;
    }

    @Override
    public BufferPool.Buffer allocate(int size) {
        return pool.tryLend();
    }

    @Override
    public boolean free(BufferPool.Buffer buffer) {
        try {
            pool.giveBack(buffer);
            return true;
        } catch (IllegalStateException refused) {
            return false;
        }
    }

    @Override
    public void write(BufferPool.Buffer buffer, byte[] content) {
        buffer.bytes().put(0, content);
    }

    @Override
    public void read(BufferPool.Buffer buffer, byte[] content) {
        buffer.bytes().get(0, content);
    }

    /** A record's own equals would compare the contents of the bytes. */
    @Override
    public Object identity(BufferPool.Buffer buffer) {
        return buffer.index();
    }

    @Override
    public OptionalLong liveBlocks() {
        return OptionalLong.of(pool.lent());
    }
}
