package org.pinfold.protocol;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Where a slab's word is recorded: by a {@link SlabWord} whose source has been edited for that, so that the real one
 * knows nothing of it. The edited one counts in its word's spare bits how often it was written; so the record has the
 * words in their order, and who wrote them. The count takes no part in a comparison: as in the real one, equal fields
 * are equal words.
 */
public final class WordLog {
    /** In {@code SlabWord.java}, both accesses to the word. */
    static final String REAL = """
                    return (long) WORD.getVolatile(this);
                }

                final boolean compareAndSet(long expected, long next) {
                    return WORD.compareAndSet(this, expected, next);
            """;
    /** The same, recorded. */
    static final String RECORDING = """
                    return (long) WORD.getVolatile(this) & -1L >>> 14;
                }

                final boolean compareAndSet(long expected, long next) {
                    for (;;) {
                        long word = (long) WORD.getVolatile(this);
                        if ((word & -1L >>> 14) != expected) {
                            return false;
                        }
                        long count = (word >>> 50) + 1;
                        if (WORD.compareAndSet(this, word, count << 50 | next)) {
                            WordLog.written((int) count, next);
                            return true;
                        }
                    }
            """;

    private static final int MOST = 1 << 14;
    private static final AtomicLongArray WORDS = new AtomicLongArray(MOST);
    private static final AtomicLongArray WRITERS = new AtomicLongArray(MOST);

    private WordLog() {
    }

    /** This thread has written the word of this number, from 1 on; number 0 was there from the beginning. */
    static void written(int number, long word) {
        if (number == MOST || !WRITERS.compareAndSet(number, 0, Thread.currentThread().threadId())) {
            throw new IllegalStateException("word " + number + " was written twice, or is one too many");
        }
        WORDS.set(number, word);
    }

    /** How many words there are; for a writer who has written the last one. */
    static int size() {
        int size = 1;
        while (size < MOST && WRITERS.get(size) != 0) {
            size++;
        }
        return size;
    }

    static long word(int number) {
        return WORDS.get(number);
    }

    static long writer(int number) {
        return WRITERS.get(number);
    }
}
