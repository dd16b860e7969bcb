package org.pinfold.heap;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link Stripes.Stripe}: its cache is a plain field, which claims order. */
public final class StripesStress {
    private StripesStress() {
    }

    /** A stripe that nobody has used. */
    @State
    public static class Unused {
        final AtomicInteger made = new AtomicInteger();
        final Stripes.Stripe stripe = new Stripes.Stripe(0, number -> {
            made.incrementAndGet();
            return ThreadCache.NONE;
        });

        boolean use(long thread) {
            if (!stripe.tryClaim(thread)) {
                return false;
            }
            stripe.get();
            return stripe.release(thread);
        }
    }

    @JCStressTest
    @Description("Two virtual threads make the first use of a stripe.")
    @Outcome(id = "true, true, 1", expect = ACCEPTABLE,
            desc = "one after the other: the second finds what the first has made")
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "the second went elsewhere")
    @Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "the first went elsewhere")
    @Outcome(expect = FORBIDDEN, desc = "a cache made twice, and the blocks in one of them lost")
    public static class UseUse {
        @Actor
        public void first(Unused s, ZZI_Result r) {
            r.r1 = s.use(1);
        }

        @Actor
        public void second(Unused s, ZZI_Result r) {
            r.r2 = s.use(2);
        }

        @Arbiter
        public void end(Unused s, ZZI_Result r) {
            r.r3 = s.made.get();
        }
    }
}
