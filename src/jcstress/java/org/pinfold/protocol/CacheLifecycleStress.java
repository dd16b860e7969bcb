package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.ZIJ_Result;
import org.openjdk.jcstress.infra.results.ZZJ_Result;
import org.openjdk.jcstress.infra.results.ZZZZ_Result;

import static org.pinfold.protocol.CacheLifecycle.NOBODY;

/**
 * Outcome tables of {@link CacheLifecycle}: every pair of operations that can meet on one cache. Thread 1 is the first
 * owner, and dead in the tables where others claim from it; the actors are 2 and 3.
 */
public final class CacheLifecycleStress {
    private CacheLifecycleStress() {
    }

    /** A magazine, filled by plain writes. */
    private static int[] magazine(int content) {
        int[] blocks = new int[2];
        blocks[0] = content;
        blocks[1] = content;
        return blocks;
    }

    /** A cache with this magazine in its only slot, or none for 0. */
    private static CacheLifecycle<int[]> cache(long owner, int content) {
        CacheLifecycle<int[]> cache = new CacheLifecycle<>(owner, 1);
        if (content != 0) {
            cache.putSpare(0, magazine(content));
        }
        return cache;
    }

    /** What is in a magazine, 0 for none and -1 for one that is not seen whole. */
    private static int content(int[] magazine) {
        if (magazine == null) {
            return 0;
        }
        return magazine[0] > 0 && magazine[0] == magazine[1] ? magazine[0] : -1;
    }

    @JCStressTest
    @Description("Two claims of a dead thread's cache.")
    @Outcome(id = "true, false, 2", expect = Expect.ACCEPTABLE, desc = "the first one has it")
    @Outcome(id = "false, true, 3", expect = Expect.ACCEPTABLE, desc = "the second one has it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "two owners, or none")
    @State
    public static class ClaimClaim {
        private final CacheLifecycle<int[]> cache = cache(1, 0);

        @Actor
        public void first(ZZJ_Result r) {
            r.r1 = cache.claim(1, 2);
        }

        @Actor
        public void second(ZZJ_Result r) {
            r.r2 = cache.claim(1, 3);
        }

        @Arbiter
        public void end(ZZJ_Result r) {
            r.r3 = cache.ownerVolatile();
        }
    }

    @JCStressTest
    @Description("An owner writes plainly and gives the cache up; another claims it and reads.")
    @Outcome(id = "true, 1, 3", expect = Expect.ACCEPTABLE, desc = "given up before the claim: the write is seen")
    @Outcome(id = "true, -1, 0", expect = Expect.ACCEPTABLE, desc = "claim before that: refused")
    @Outcome(expect = Expect.FORBIDDEN, desc = "claimed from the living, or the owner's last writes not seen")
    @State
    public static class ClaimGiveUp {
        private final CacheLifecycle<int[]> cache = cache(2, 0);
        // Plain: giveUp and claim order it.
        private int hot;

        @Actor
        public void owner(ZIJ_Result r) {
            hot = 1;
            r.r1 = cache.giveUp(2);
        }

        @Actor
        public void claimant(ZIJ_Result r) {
            r.r2 = cache.claim(NOBODY, 3) ? hot : -1;
        }

        @Arbiter
        public void end(ZIJ_Result r) {
            r.r3 = cache.ownerVolatile();
        }
    }

    @JCStressTest
    @Description("Two threads claim, write plainly and give up again.")
    @Outcome(id = "1, 2, 2", expect = Expect.ACCEPTABLE, desc = "the first owner before the second")
    @Outcome(id = "2, 1, 2", expect = Expect.ACCEPTABLE, desc = "the second owner before the first")
    @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "the first owns it while the second claims")
    @Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "the second owns it while the first claims")
    @Outcome(expect = Expect.FORBIDDEN, desc = "two owners at once, or a write lost between them")
    @State
    public static class OwnOwn {
        private final CacheLifecycle<int[]> cache = cache(NOBODY, 0);
        // Plain: claim and giveUp order it.
        private int hot;

        private int own(long thread) {
            if (!cache.claim(NOBODY, thread)) {
                return 0;
            }
            int mine = ++hot;
            cache.giveUp(thread);
            return mine;
        }

        @Actor
        public void first(III_Result r) {
            r.r1 = own(2);
        }

        @Actor
        public void second(III_Result r) {
            r.r2 = own(3);
        }

        @Arbiter
        public void end(III_Result r) {
            r.r3 = hot;
        }
    }

    @JCStressTest
    @Description("A claimant asks plainly whether it owns the cache, before and after its claim, beside another's.")
    @Outcome(id = "false, true, true, false", expect = Expect.ACCEPTABLE, desc = "its claim was first, and it knows")
    @Outcome(id = "false, false, false, true", expect = Expect.ACCEPTABLE, desc = "the other claim was first")
    @Outcome(expect = Expect.FORBIDDEN, desc = "it takes another's cache for its own, or misses its own claim")
    @State
    public static class OwnedByClaim {
        private final CacheLifecycle<int[]> cache = cache(1, 0);

        @Actor
        public void asker(ZZZZ_Result r) {
            r.r1 = cache.isOwnedBy(2);
            r.r2 = cache.claim(1, 2);
            r.r3 = cache.isOwnedBy(2);
        }

        @Actor
        public void other(ZZZZ_Result r) {
            r.r4 = cache.claim(1, 3);
        }
    }

    @JCStressTest
    @Description("An owner gives up and asks plainly whether it owns the cache, beside a claim.")
    @Outcome(id = "true, true, false, true", expect = Expect.ACCEPTABLE, desc = "given up before the claim")
    @Outcome(id = "true, true, false, false", expect = Expect.ACCEPTABLE, desc = "claim before that: refused")
    @Outcome(expect = Expect.FORBIDDEN, desc = "it goes on owning what it gave up")
    @State
    public static class OwnedByGiveUp {
        private final CacheLifecycle<int[]> cache = cache(2, 0);

        @Actor
        public void owner(ZZZZ_Result r) {
            r.r1 = cache.isOwnedBy(2);
            r.r2 = cache.giveUp(2);
            r.r3 = cache.isOwnedBy(2);
        }

        @Actor
        public void claimant(ZZZZ_Result r) {
            r.r4 = cache.claim(NOBODY, 3);
        }
    }

    @JCStressTest
    @Description("Two takers of one spare magazine.")
    @Outcome(id = "7, 0, 0", expect = Expect.ACCEPTABLE, desc = "the first one has it")
    @Outcome(id = "0, 7, 0", expect = Expect.ACCEPTABLE, desc = "the second one has it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a magazine in two hands, or lost")
    @State
    public static class TakeTake {
        private final CacheLifecycle<int[]> cache = cache(1, 7);

        @Actor
        public void first(III_Result r) {
            r.r1 = content(cache.takeSpare(0));
        }

        @Actor
        public void second(III_Result r) {
            r.r2 = content(cache.takeSpare(0));
        }

        @Arbiter
        public void end(III_Result r) {
            r.r3 = content(cache.spare(0));
        }
    }

    @JCStressTest
    @Description("The owner fills an empty slot, another empties it.")
    @Outcome(id = "0, 8, 0", expect = Expect.ACCEPTABLE, desc = "put before take: all blocks of the magazine are seen")
    @Outcome(id = "0, 0, 8", expect = Expect.ACCEPTABLE, desc = "take before put: nothing was there")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a magazine lost, or taken before its blocks were in it")
    @State
    public static class PutTake {
        private final CacheLifecycle<int[]> cache = cache(2, 0);

        @Actor
        public void owner(III_Result r) {
            r.r1 = content(cache.putSpare(0, magazine(8)));
        }

        @Actor
        public void taker(III_Result r) {
            r.r2 = content(cache.takeSpare(0));
        }

        @Arbiter
        public void end(III_Result r) {
            r.r3 = content(cache.spare(0));
        }
    }

    @JCStressTest
    @Description("The owner fills a slot that is full, another empties it.")
    @Outcome(id = "7, 8, 0", expect = Expect.ACCEPTABLE, desc = "put before take: the owner has the old magazine")
    @Outcome(id = "0, 7, 8", expect = Expect.ACCEPTABLE, desc = "take before put: the taker has the old magazine")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a magazine in two hands, or lost")
    @State
    public static class PutTakeFull {
        private final CacheLifecycle<int[]> cache = cache(2, 7);

        @Actor
        public void owner(III_Result r) {
            r.r1 = content(cache.putSpare(0, magazine(8)));
        }

        @Actor
        public void taker(III_Result r) {
            r.r2 = content(cache.takeSpare(0));
        }

        @Arbiter
        public void end(III_Result r) {
            r.r3 = content(cache.spare(0));
        }
    }
}
