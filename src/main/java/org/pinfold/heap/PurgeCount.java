package org.pinfold.heap;

/**
 * Tells whether free blocks or units were out for a purge meanwhile: who has found none then must not conclude that
 * there are none.
 *
 * <p>Odd while some are out. One thread at a time purges; any may ask.
 */
final class PurgeCount {
    private volatile int count;

    /** Before the first is taken. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // There is one writer at a time.
    void begin() {
        count++;
    }

    /** After the last is back. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    void end() {
        count++;
    }

    /** To be read before one looks, for {@link #mayHaveHidden}. */
    int now() {
        return count;
    }

    /** Whether something may have been out since {@code before} was read. */
    boolean mayHaveHidden(int before) {
        return (before & 1) != 0 || count != before;
    }
}
