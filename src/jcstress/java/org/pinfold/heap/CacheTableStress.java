package org.pinfold.heap;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.pinfold.os.Reservation;
import org.pinfold.protocol.MemoryBudget;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link CacheTable}: each thread finds its own cache. */
public final class CacheTableStress {
    private CacheTableStress() {
    }

    /** What hot paths were told last. */
    private static final class Told implements Consumer<ThreadCache[]> {
        volatile ThreadCache[] places;

        @Override
        public void accept(ThreadCache[] table) {
            places = table;
        }
    }

    /** A table without caches. */
    @State
    public static class Empty {
        private static final Depot DEPOT = depot();

        final CacheTable table = new CacheTable(DEPOT, new Callers());
        final Told told = new Told();
        final ThreadCache[] found = new ThreadCache[2];

        public Empty() {
            table.tell(told);
        }

        private static Depot depot() {
            Range range = new MappedRange(new PaperSource(), new Reservation(1L << 40, Superslab.BYTES, true));
            Directory directory = new Directory(range);
            MemoryBudget budget = new MemoryBudget(Superslab.BYTES);
            return new Depot(directory, new Superslabs(range, directory, budget, true, new Events()),
                    new HeapOptions(Signals.NONE, null, null, null, Superslab.BYTES, false, null, null, null,
                            Upkeep.NEVER, false, false, false, false, Sampling.NONE, Experiments.DEFAULT));
        }

        /** Whether the calling thread owns what it finds, and finds it again. */
        boolean find(int actor) {
            ThreadCache cache = table.findOrMake();
            found[actor] = cache;
            return cache.isOwnedBy(Thread.currentThread().threadId()) && table.findOrMake() == cache;
        }

        boolean areListed() {
            Set<ThreadCache> listed = new HashSet<>();
            table.forEach(listed::add);
            return listed.containsAll(Arrays.asList(found));
        }
    }

    @JCStressTest
    @Description("Two threads make their first use of a heap.")
    @Outcome(id = "true, true, true", expect = ACCEPTABLE,
            desc = "each has its own, or inherits that of the other thread, which has ended")
    @Outcome(expect = FORBIDDEN, desc = "a cache that is not its own, not found again, or not listed")
    public static class FindFind {
        @Actor
        public void first(Empty s, ZZZ_Result r) {
            r.r1 = s.find(0);
        }

        @Actor
        public void second(Empty s, ZZZ_Result r) {
            r.r2 = s.find(1);
        }

        @Arbiter
        public void end(Empty s, ZZZ_Result r) {
            r.r3 = s.areListed();
        }
    }

    @JCStressTest
    @Description("The table is closed while another thread tells it.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "in any order: told last is that there is none")
    @Outcome(expect = FORBIDDEN, desc = "hot paths go on in a closed heap after everybody was told")
    public static class CloseTell {
        @Actor
        public void closer(Empty s) {
            s.table.close();
        }

        @Actor
        public void other(Empty s) {
            s.table.tell(s.told);
        }

        @Arbiter
        public void end(Empty s, I_Result r) {
            r.r1 = s.told.places.length;
        }
    }
}
