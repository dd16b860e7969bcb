package org.pinfold.heap;

import java.util.function.DoubleSupplier;

/**
 * Says of each request whether it is its turn, so that on the mean one in so many units is, each with the same
 * probability and independently of the others. What a request counts is one unit, or its bytes and one.
 *
 * <p>How many units pass until the next turn is drawn from the geometric distribution, and counted down. Where requests
 * count, a thread does that in its cache, so that on the way of almost all of them there is a subtraction and a test.
 * Otherwise threads count in places of their own as far as these go; two that share one, and overwrite each other's
 * counts, put off a turn or have it early, by as many requests as they were to make in that moment: plain accesses will
 * do.
 */
final class Turns {
    /** In a cache, before anything was drawn: so little that it stays negative. */
    static final long UNDRAWN = Long.MIN_VALUE >> 1;

    private static final int PLACES = 64;
    /** In longs: a cache line and the one that is fetched with it. */
    private static final int SPACING_LOG = 4;

    private final long[] left = new long[PLACES << SPACING_LOG];
    private final boolean byBytes;
    private final double logMiss;
    private final DoubleSupplier random;

    /** A turn each {@code every} requests, or bytes; {@code random} is from 0 inclusive to 1 exclusive. */
    Turns(long every, boolean byBytes, DoubleSupplier random) {
        this.byBytes = byBytes;
        this.logMiss = Math.log1p(-1.0 / every);
        this.random = random;
        for (int place = 0; place < PLACES; place++) {
            left[place << SPACING_LOG] = gap();
        }
    }

    /**
     * Whether it is the turn of a request for so many bytes.
     *
     * @param own the caller's cache, or null; its {@link ThreadCache#untilTurn} has become negative by this request, or
     *     the caller did not know the cache and has not counted the request
     */
    boolean isNext(ThreadCache own, long byteSize) {
        return own == null || byBytes ? isNext(byteSize) : isNext(own);
    }

    /** Of a turn that was drawn, -1 is left; less, where none was yet; and more, where this request is not counted. */
    private boolean isNext(ThreadCache own) {
        if (own.untilTurn >= 0 && --own.untilTurn >= 0) {
            return false;
        }
        if (own.untilTurn < -1) {
            own.untilTurn = gap() - 1;
            if (own.untilTurn >= 0) {
                return false;
            }
        }
        own.untilTurn = gap();
        return true;
    }

    private boolean isNext(long byteSize) {
        int place = ((int) Thread.currentThread().threadId() & PLACES - 1) << SPACING_LOG;
        // Whoever asks for a negative number of bytes is refused afterwards; nobody's turn is put off by it.
        left[place] -= byBytes ? 1 + Math.max(0, byteSize) : 1;
        if (left[place] >= 0) {
            return false;
        }
        left[place] = gap();
        return true;
    }

    /** What the counts cost on the Java heap, in bytes. */
    long metadataBytes() {
        return (long) left.length * Long.BYTES;
    }

    /** How many units are not chosen before one is. */
    private long gap() {
        return (long) (Math.log1p(-random.getAsDouble()) / logMiss);
    }
}
