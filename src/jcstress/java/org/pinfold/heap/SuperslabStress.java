package org.pinfold.heap;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZZ_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.pinfold.os.Reservation;
import org.pinfold.protocol.MemoryBudget;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of the row of a {@link Superslab}: what a walker sees while a slab comes or goes. */
public final class SuperslabStress {
    private SuperslabStress() {
    }

    /** A walker looks until something has changed, but not for longer, so that the two actors meet. */
    private static final int LOOKS = 1000;

    /** An open superslab that is empty, and a slab without a place. */
    @State
    public static class Vacant {
        final Range range = new MappedRange(new PaperSource(), new Reservation(1L << 40, Superslab.BYTES, true));
        final Directory directory = new Directory(range);
        final Superslabs superslabs =
                new Superslabs(range, directory, new MemoryBudget(Superslab.BYTES), true, new Events(), () -> 0);
        final Superslab superslab;
        final Slab slab = new Slab();

        public Vacant() {
            Slab whole = new Slab();
            superslabs.place(whole, Superslab.UNITS, 1);
            superslab = whole.superslab();
            superslabs.vacate(whole);
        }
    }

    /** The same with the slab in its first two units. */
    @State
    public static class Formed extends Vacant {
        public Formed() {
            superslabs.place(slab, 2, 1);
        }
    }

    @JCStressTest
    @Description("A walker meets a slab that is formed.")
    @Outcome(id = "0, false, false", expect = ACCEPTABLE, desc = "walk before the first entry")
    @Outcome(id = "2, true, true", expect = ACCEPTABLE,
            desc = "walk after it: all entries, the claim and the place of the slab are seen")
    @Outcome(expect = FORBIDDEN,
            desc = "a slab known by its first unit, and not yet entered for the others, claimed or placed")
    public static class WalkEnter {
        @Actor
        public void former(Vacant s) {
            s.superslabs.place(s.slab, 2, 1);
        }

        @Actor
        public void walker(Vacant s, IZZ_Result r) {
            Slab first = null;
            for (int look = 0; look < LOOKS && first == null; look++) {
                first = s.superslab.slab(0);
            }
            if (first != null) {
                r.r1 = first.units();
                r.r2 = s.superslab.slab(1) == first;
                r.r3 = (s.superslab.spans().getVolatile() & 3) == 0;
            }
        }
    }

    @JCStressTest
    @Description("A walker, who judges as an audit does, meets a slab that goes.")
    @Outcome(id = "true, false, true", expect = ACCEPTABLE, desc = "walk before the entry is cleared")
    @Outcome(id = "true, false, false", expect = ACCEPTABLE, desc = "entry cleared behind the look at the spans")
    @Outcome(id = "true, true, false", expect = ACCEPTABLE, desc = "units returned before the look at the spans")
    @Outcome(id = "false, false, false", expect = ACCEPTABLE, desc = "entry cleared, units not yet returned")
    @Outcome(id = "false, true, false", expect = ACCEPTABLE, desc = "walk after the slab has gone")
    @Outcome(expect = FORBIDDEN, desc = "units that are free, and still belong to the slab")
    public static class WalkVacate {
        @Actor
        public void retirer(Formed s) {
            s.superslabs.vacate(s.slab);
        }

        @Actor
        public void walker(Formed s, ZZZ_Result r) {
            Slab entered = null;
            for (int look = 0; look < LOOKS && !r.r2; look++) {
                entered = s.superslab.slab(0);
                r.r2 = (s.superslab.spans().getVolatile() & 1) != 0;
            }
            r.r1 = entered != null;
            r.r3 = entered != null && s.superslab.slab(0) == entered;
        }
    }
}
