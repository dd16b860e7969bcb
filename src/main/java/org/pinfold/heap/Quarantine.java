package org.pinfold.heap;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * Where the blocks that one thread has freed in a hardened heap wait before they can be handed out again: first in a
 * place by chance, whence the next one that comes there drives them into a queue. So a block stays away until at least
 * {@link #length} others of its class have come after it, and for how much longer nobody can tell. The two parts are
 * those of GrapheneOS's hardened_malloc.
 *
 * <p>Invariant: every block here is marked as cached. Plain accesses: a quarantine belongs to a {@link ThreadCache} as
 * its magazines do.
 */
final class Quarantine {
    /** About how many bytes of each class wait at least. */
    private static final int BYTES = 1 << 13;
    private static final int FEWEST = 4;
    private static final int MOST = 128;
    /** Larger blocks do not wait. */
    private static final int LARGEST = 8 << 10;
    private static final long[] NONE = {};

    /** Of each class: the places by chance. */
    private final long[][] places = new long[SizeClasses.COUNT][];
    /** Of each class: the queue, a ring twice as long. */
    private final long[][] queues = new long[SizeClasses.COUNT][];
    /** Of each class: how many blocks have ever entered the queue, and left it. */
    private final int[] entered = new int[SizeClasses.COUNT];
    private final int[] left = new int[SizeClasses.COUNT];
    private long random;

    Quarantine(long seed) {
        random = seed | 1;
        Arrays.fill(places, NONE);
        Arrays.fill(queues, NONE);
    }

    /** One whose choices nobody outside can foresee, as long as he does not see them. */
    static Quarantine unforeseeable() {
        return new Quarantine(new SecureRandom().nextLong());
    }

    /** For how many others of its class a block waits at least; 0 if it does not wait. A power of two. */
    static int length(int sizeClass) {
        int bytes = SizeClasses.bytes(sizeClass);
        return bytes > LARGEST ? 0 : Math.clamp(Integer.highestOneBit(BYTES / bytes), FEWEST, MOST);
    }

    /** Whether blocks of this class can wait here already. */
    boolean isReady(int sizeClass) {
        return places[sizeClass].length > 0;
    }

    /** Makes places for blocks of this class, of which there must be some; needs memory of the Java heap. */
    void prepare(int sizeClass) {
        if (!isReady(sizeClass)) {
            queues[sizeClass] = new long[2 * length(sizeClass)];
            places[sizeClass] = new long[length(sizeClass)];
        }
    }

    /** Takes a block in, and lets another one out, or none: 0. */
    long exchange(int sizeClass, long block) {
        long[] chances = places[sizeClass];
        int chance = (int) next() & chances.length - 1;
        long driven = chances[chance];
        chances[chance] = block;
        if (driven == 0) {
            return 0;
        }
        long[] queue = queues[sizeClass];
        int turn = entered[sizeClass]++;
        int place = turn & queue.length - 1;
        long out = queue[place];
        queue[place] = driven;
        // If the ring is full, what it lets out is the oldest.
        left[sizeClass] += out != 0 ? 1 : 0;
        return out;
    }

    /** A block that has waited for long enough, or 0. */
    long take(int sizeClass) {
        long[] queue = queues[sizeClass];
        if (entered[sizeClass] - left[sizeClass] <= queue.length >> 1) {
            return 0;
        }
        int place = left[sizeClass]++ & queue.length - 1;
        long block = queue[place];
        queue[place] = 0;
        return block;
    }

    /** Marsaglia's xorshift: cheap, and good enough for a place that an attacker cannot watch. */
    long next() {
        long x = random;
        x ^= x << 13;
        x ^= x >>> 7;
        x ^= x << 17;
        random = x;
        return x;
    }

    /** Puts the first so many elements into an order by chance. */
    void shuffle(long[] blocks, int count) {
        for (int last = count - 1; last > 0; last--) {
            int other = (int) Math.unsignedMultiplyHigh(next(), last + 1L);
            long swapped = blocks[last];
            blocks[last] = blocks[other];
            blocks[other] = swapped;
        }
    }

    /** Lets all blocks of a class out, and keeps no places for it. */
    long[] empty(int sizeClass) {
        long[] out = LongStream.concat(Arrays.stream(places[sizeClass]), Arrays.stream(queues[sizeClass]))
                .filter(block -> block != 0).toArray();
        places[sizeClass] = NONE;
        queues[sizeClass] = NONE;
        entered[sizeClass] = 0;
        left[sizeClass] = 0;
        return out;
    }

    /** How many blocks of a class wait here; exact for the owner and when nothing else runs. */
    int count(int sizeClass) {
        int[] count = {0};
        forEach(sizeClass, block -> count[0]++);
        return count[0];
    }

    /** Every block that waits here; exact when nothing else runs. */
    void forEach(LongConsumer action) {
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            forEach(sizeClass, action);
        }
    }

    private void forEach(int sizeClass, LongConsumer action) {
        for (long[] blocks : new long[][] {places[sizeClass], queues[sizeClass]}) {
            for (long block : blocks) {
                if (block != 0) {
                    action.accept(block);
                }
            }
        }
    }

    /** A number that changes when blocks come or go. */
    long trace() {
        return random;
    }

    /** What it costs on the Java heap, in bytes. */
    long metadataBytes() {
        long bytes = 64 + 4 * (16 + 4L * SizeClasses.COUNT);
        for (long[] chances : places) {
            bytes += chances.length == 0 ? 0 : 2 * 16 + 3 * 8L * chances.length;
        }
        return bytes;
    }
}
