package org.pinfold.protocol;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.ZIJ_Result;
import org.openjdk.jcstress.infra.results.ZZJ_Result;
import org.openjdk.jcstress.infra.results.ZZZZ_Result;
import org.pinfold.jcstress.Apart;
import org.pinfold.jcstress.Operations;
import org.pinfold.jcstress.Race;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;
import static org.pinfold.protocol.CacheLifecycle.NOBODY;

/**
 * Outcome tables of {@link CacheLifecycle}: every pair of operations that can meet on one cache. Thread 1 is the first
 * owner, and dead in the tables where others claim from it; the actors are 2 and 3.
 */
@Operations(of = CacheLifecycle.class, changes = {"claim", "giveUp", "putSpare", "takeSpare"},
        looks = {"isOwnedBy", "ownerVolatile", "spare"})
@Apart(first = {"giveUp", "putSpare"}, second = {"giveUp", "putSpare"}, because = "both are for the owner, one thread")
@Apart(first = {"isOwnedBy", "ownerVolatile"}, second = {"putSpare", "takeSpare"},
        because = "the one reads the owner alone, the other changes a slot alone")
@Apart(first = "spare", second = {"claim", "giveUp"},
        because = "the one reads a slot alone, the other changes the owner alone")
public final class CacheLifecycleStress {
    private CacheLifecycleStress() {
    }

    /** A cache with one spare slot. */
    abstract static class Cache {
        final CacheLifecycle<int[]> cache;

        /** A cache with this magazine in its slot, or none for 0. */
        Cache(long owner, int content) {
            cache = new CacheLifecycle<>(owner, 1);
            if (content != 0) {
                put(content);
            }
        }

        /** Puts a magazine, filled by plain writes, and answers what was there, as {@link #content}. */
        final int put(int content) {
            int[] blocks = new int[2];
            blocks[0] = content;
            blocks[1] = content;
            return content(cache.putSpare(0, blocks));
        }

        final int take() {
            return content(cache.takeSpare(0));
        }

        final int spare() {
            return content(cache.spare(0));
        }

        /** What is in a magazine, 0 for none and -1 for one that is not seen whole. */
        private static int content(int[] magazine) {
            if (magazine == null) {
                return 0;
            }
            return magazine[0] > 0 && magazine[0] == magazine[1] ? magazine[0] : -1;
        }
    }

    /** Thread 1 has died and left the cache, with a magazine. */
    @State
    public static class Orphan extends Cache {
        public Orphan() {
            super(1, 7);
        }
    }

    /** Thread 2 owns the cache; the slot is empty. */
    @State
    public static class Owned extends Cache {
        public Owned() {
            super(2, 0);
        }
    }

    /** Thread 2 owns the cache; there is a magazine in the slot. */
    @State
    public static class OwnedFull extends Cache {
        public OwnedFull() {
            super(2, 7);
        }
    }

    @JCStressTest
    @Race(first = "claim", second = "claim")
    @Description("Two claims of a dead thread's cache.")
    @Outcome(id = "true, false, 2", expect = ACCEPTABLE, desc = "the first one has it")
    @Outcome(id = "false, true, 3", expect = ACCEPTABLE, desc = "the second one has it")
    @Outcome(expect = FORBIDDEN, desc = "two owners, or none")
    public static class ClaimClaim {
        @Actor
        public void first(Orphan s, ZZJ_Result r) {
            r.r1 = s.cache.claim(1, 2);
        }

        @Actor
        public void second(Orphan s, ZZJ_Result r) {
            r.r2 = s.cache.claim(1, 3);
        }

        @Arbiter
        public void end(Orphan s, ZZJ_Result r) {
            r.r3 = s.cache.ownerVolatile();
        }
    }

    @JCStressTest
    @Race(first = "giveUp", second = "claim")
    @Description("An owner writes plainly and gives the cache up; another claims it and reads.")
    @Outcome(id = "true, 1, 3", expect = ACCEPTABLE, desc = "given up before the claim: the write is seen")
    @Outcome(id = "true, -1, 0", expect = ACCEPTABLE, desc = "claim before that: refused")
    @Outcome(expect = FORBIDDEN, desc = "claimed from the living, or the owner's last writes not seen")
    @State
    public static class ClaimGiveUp extends Owned {
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
    @Race(first = {"claim", "giveUp"}, second = "claim")
    @Description("Two threads claim, write plainly and give up again.")
    @Outcome(id = "1, 2, 2", expect = ACCEPTABLE, desc = "the first owner before the second")
    @Outcome(id = "2, 1, 2", expect = ACCEPTABLE, desc = "the second owner before the first")
    @Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "the first owns it while the second claims")
    @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "the second owns it while the first claims")
    @Outcome(expect = FORBIDDEN, desc = "two owners at once, or a write lost between them")
    @State
    public static class OwnOwn extends Cache {
        // Plain: claim and giveUp order it.
        private int hot;

        public OwnOwn() {
            super(NOBODY, 0);
        }

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
    @Race(first = {"claim", "isOwnedBy"}, second = "claim")
    @Description("A claimant asks plainly whether it owns the cache, before and after its claim, beside another's.")
    @Outcome(id = "false, true, true, false", expect = ACCEPTABLE, desc = "its claim was first, and it knows")
    @Outcome(id = "false, false, false, true", expect = ACCEPTABLE, desc = "the other claim was first")
    @Outcome(expect = FORBIDDEN, desc = "it takes another's cache for its own, or misses its own claim")
    public static class OwnedByClaim {
        @Actor
        public void asker(Orphan s, ZZZZ_Result r) {
            r.r1 = s.cache.isOwnedBy(2);
            r.r2 = s.cache.claim(1, 2);
            r.r3 = s.cache.isOwnedBy(2);
        }

        @Actor
        public void other(Orphan s, ZZZZ_Result r) {
            r.r4 = s.cache.claim(1, 3);
        }
    }

    @JCStressTest
    @Race(first = {"giveUp", "isOwnedBy"}, second = "claim")
    @Description("An owner gives up and asks plainly whether it owns the cache, beside a claim.")
    @Outcome(id = "true, true, false, true", expect = ACCEPTABLE, desc = "given up before the claim")
    @Outcome(id = "true, true, false, false", expect = ACCEPTABLE, desc = "claim before that: refused")
    @Outcome(expect = FORBIDDEN, desc = "it goes on owning what it gave up")
    public static class OwnedByGiveUp {
        @Actor
        public void owner(Owned s, ZZZZ_Result r) {
            r.r1 = s.cache.isOwnedBy(2);
            r.r2 = s.cache.giveUp(2);
            r.r3 = s.cache.isOwnedBy(2);
        }

        @Actor
        public void claimant(Owned s, ZZZZ_Result r) {
            r.r4 = s.cache.claim(NOBODY, 3);
        }
    }

    @JCStressTest
    @Race(first = "takeSpare", second = "takeSpare")
    @Description("Two takers of one spare magazine.")
    @Outcome(id = "7, 0, 0", expect = ACCEPTABLE, desc = "the first one has it")
    @Outcome(id = "0, 7, 0", expect = ACCEPTABLE, desc = "the second one has it")
    @Outcome(expect = FORBIDDEN, desc = "a magazine in two hands, or lost")
    public static class TakeTake {
        @Actor
        public void first(Orphan s, III_Result r) {
            r.r1 = s.take();
        }

        @Actor
        public void second(Orphan s, III_Result r) {
            r.r2 = s.take();
        }

        @Arbiter
        public void end(Orphan s, III_Result r) {
            r.r3 = s.spare();
        }
    }

    @JCStressTest
    @Race(first = "putSpare", second = "takeSpare")
    @Description("The owner fills an empty slot, another empties it.")
    @Outcome(id = "0, 8, 0", expect = ACCEPTABLE, desc = "put before take: all blocks of the magazine are seen")
    @Outcome(id = "0, 0, 8", expect = ACCEPTABLE, desc = "take before put: nothing was there")
    @Outcome(expect = FORBIDDEN, desc = "a magazine lost, or taken before its blocks were in it")
    public static class PutTake {
        @Actor
        public void owner(Owned s, III_Result r) {
            r.r1 = s.put(8);
        }

        @Actor
        public void taker(Owned s, III_Result r) {
            r.r2 = s.take();
        }

        @Arbiter
        public void end(Owned s, III_Result r) {
            r.r3 = s.spare();
        }
    }

    @JCStressTest
    @Race(first = "putSpare", second = "takeSpare")
    @Description("The owner fills a slot that is full, another empties it.")
    @Outcome(id = "7, 8, 0", expect = ACCEPTABLE, desc = "put before take: the owner has the old magazine")
    @Outcome(id = "0, 7, 8", expect = ACCEPTABLE, desc = "take before put: the taker has the old magazine")
    @Outcome(expect = FORBIDDEN, desc = "a magazine in two hands, or lost")
    public static class PutTakeFull {
        @Actor
        public void owner(OwnedFull s, III_Result r) {
            r.r1 = s.put(8);
        }

        @Actor
        public void taker(OwnedFull s, III_Result r) {
            r.r2 = s.take();
        }

        @Arbiter
        public void end(OwnedFull s, III_Result r) {
            r.r3 = s.spare();
        }
    }
}
