package org.pinfold.heap;

import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.pinfold.evidence.Tier;
import org.pinfold.jcstress.InTier;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

/** Outcome tables of {@link Events}: an event is seen whole, or not yet. */
@InTier(Tier.EVIDENCE)
public final class EventsStress {
    private EventsStress() {
    }

    /** No events yet. */
    @State
    public static class Ring {
        final Events events = new Events();

        int first() {
            List<Events.Event> last = events.last(event -> true);
            return last.isEmpty() ? -1 : last.getFirst().superslab();
        }
    }

    @JCStressTest
    @Description("A reader meets the first event.")
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "read before it is there")
    @Outcome(id = "7", expect = ACCEPTABLE, desc = "read afterwards: all of it is seen")
    @Outcome(expect = FORBIDDEN, desc = "an event seen in part")
    public static class AddLast {
        @Actor
        public void writer(Ring s) {
            s.events.add(Events.Kind.OPENED, 7, 0);
        }

        @Actor
        public void reader(Ring s, I_Result r) {
            r.r1 = s.first();
        }
    }

    @JCStressTest
    @Description("Two threads add.")
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "both are there")
    @Outcome(expect = FORBIDDEN, desc = "one overwrote the other")
    public static class AddAdd {
        @Actor
        public void first(Ring s) {
            s.events.add(Events.Kind.OPENED, 7, 0);
        }

        @Actor
        public void second(Ring s) {
            s.events.add(Events.Kind.FORMED, 8, 0);
        }

        @Arbiter
        public void end(Ring s, I_Result r) {
            r.r1 = s.events.last(event -> true).size();
        }
    }
}
