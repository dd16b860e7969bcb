package org.pinfold.heap;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a walker sees of a slab that is just being entered. */
class SuperslabTest {
    private static final int ROUNDS = 20_000;
    private static final int CANARY_ROUNDS = 50_000_000;
    private static final int LAST = Superslab.UNITS - 1;

    /** How a slab is entered in a superslab. */
    private interface Entry {
        void enter(Superslab superslab, Slab slab);
    }

    @Test
    void whoSeesTheFirstEntrySeesAll() throws InterruptedException {
        assertEquals(0, halfEntered(ROUNDS, (superslab, slab) -> superslab.enter(slab, 0, Superslab.UNITS)));
    }

    @Test
    @Tag("canary")
    void canaryTheFirstEntryWrittenFirstIsFound() throws InterruptedException {
        assertTrue(halfEntered(CANARY_ROUNDS, (superslab, slab) -> {
            for (int unit = 0; unit < Superslab.UNITS; unit++) {
                superslab.enter(slab, unit, 1);
            }
        }) > 0);
    }

    /** How often the walker saw the first entry and not the last; ends with the first time. */
    private static int halfEntered(int rounds, Entry entry) throws InterruptedException {
        Slab slab = new Slab();
        AtomicReference<Superslab> current = new AtomicReference<>(new Superslab(0, new Slab[Superslab.UNITS]));
        int[] seen = {0};
        Thread walker = Thread.ofPlatform().start(() -> {
            for (Superslab superslab = next(current, null); superslab != null && seen[0] == 0;
                    superslab = next(current, superslab)) {
                while (superslab.slab(0) != slab && current.get() == superslab) {
                    Thread.onSpinWait();
                }
                seen[0] += superslab.slab(0) == slab && superslab.slab(LAST) != slab ? 1 : 0;
            }
        });
        for (int round = 0; round < rounds && walker.isAlive(); round++) {
            Superslab superslab = new Superslab(0, new Slab[Superslab.UNITS]);
            current.set(superslab);
            entry.enter(superslab, slab);
        }
        current.set(new Superslab(0, new Slab[Superslab.UNITS]));
        current.set(null);
        walker.join();
        return seen[0];
    }

    private static Superslab next(AtomicReference<Superslab> current, Superslab last) {
        Superslab superslab = current.get();
        while (superslab == last && superslab != null) {
            Thread.onSpinWait();
            superslab = current.get();
        }
        return superslab;
    }
}
