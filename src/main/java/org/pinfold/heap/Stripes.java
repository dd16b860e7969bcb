package org.pinfold.heap;

import java.util.function.Function;
import java.util.function.Supplier;
import org.pinfold.os.Processor;
import org.pinfold.protocol.StripeClaim;

/**
 * Caches that virtual threads share, a few however many threads there are.
 *
 * <p>A virtual thread claims one for one operation, by trying; with all of them claimed it does without, see
 * {@link SharedSlabs}. Nothing here blocks while a stripe is claimed, so a virtual thread keeps its carrier, and there
 * are more stripes than carriers.
 */
final class Stripes {
    private static final int MOST = 64;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    /** One cache, and who has it. */
    static final class Stripe extends StripeClaim implements Supplier<ThreadCache> {
        private final Function<Integer, ThreadCache> maker;
        private final int number;
        /** Made by the first claimant; plain, as claims order it. */
        private ThreadCache cache;

        Stripe(int number, Function<Integer, ThreadCache> maker) {
            this.number = number;
            this.maker = maker;
        }

        /** The cache, made at need; for the claimant. */
        @Override
        public ThreadCache get() {
            if (cache == null) {
                cache = maker.apply(number);
            }
            return cache;
        }

        /** Puts a block, marked as cached by now, into the hot magazine; false if there is no room. */
        boolean push(int sizeClass, long address) {
            return cache != null && cache.push(sizeClass, address);
        }
    }

    private final Stripe[] stripes;

    /** Stripes for this machine, whose caches {@code maker} makes at need, by their number. */
    Stripes(Function<Integer, ThreadCache> maker) {
        int processors = Math.min(Runtime.getRuntime().availableProcessors(), MOST / 2);
        this.stripes = new Stripe[2 * Integer.highestOneBit(2 * processors - 1)];
        for (int number = 0; number < stripes.length; number++) {
            stripes[number] = new Stripe(number, maker);
        }
    }

    /** Sends home what lies in stripes that nobody has now. */
    void flushIdle(long thread) {
        for (Stripe stripe : stripes) {
            if (stripe.tryClaim(thread)) {
                try {
                    if (stripe.cache != null) {
                        stripe.cache.flushAll();
                    }
                } finally {
                    stripe.release(thread);
                }
            }
        }
    }

    /**
     * A stripe that the thread of this number now has, or null if all are claimed. First that of the processor it runs
     * on: what lies there was last used by a thread on the same processor, as a rule, and is in its cache.
     */
    Stripe claim(long thread) {
        int first = Processor.number((int) (thread * SPREAD >>> Integer.SIZE));
        for (int i = 0; i < stripes.length; i++) {
            Stripe stripe = stripes[first + i & stripes.length - 1];
            if (stripe.tryClaim(thread)) {
                return stripe;
            }
        }
        return null;
    }
}
