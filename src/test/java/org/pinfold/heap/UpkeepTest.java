package org.pinfold.heap;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class UpkeepTest {
    private static final long DELAY = 100;

    private long now;
    private int passes;
    private Pass end = Pass.NOTHING_LEFT;

    private Upkeep upkeep(long delay, boolean ownThread) {
        return new Upkeep(() -> delay, ownThread, () -> now, () -> {
            passes++;
            return end;
        });
    }

    @Test
    void withoutAThreadTheUsersMakeThePassesThatAreDue() {
        Upkeep upkeep = upkeep(DELAY, false);
        upkeep.stir();
        assertEquals(0, passes, "the heap is new");
        now += DELAY;
        upkeep.stir();
        upkeep.stir();
        assertEquals(1, passes);
        now += DELAY - 1;
        upkeep.stir();
        assertEquals(1, passes);
        now++;
        upkeep.stir();
        assertEquals(2, passes);
    }

    @Test
    void theThreadMakesAPassWhenTheHeapWasUsedAndItIsDue() {
        Upkeep upkeep = upkeep(DELAY, true);
        assertEquals(Upkeep.NEVER, upkeep.tend());
        upkeep.stir();
        assertEquals(DELAY, upkeep.tend());
        now += 60;
        assertEquals(40, upkeep.tend());
        assertEquals(0, passes);
        now += 40;
        assertEquals(Upkeep.NEVER, upkeep.tend(), "there is nothing more to do");
        assertEquals(1, passes);
        now += 1000;
        assertEquals(Upkeep.NEVER, upkeep.tend());
        assertEquals(1, passes, "nobody has used the heap");
    }

    @Test
    void passesGoOnAsLongAsThereIsSomethingToDo() {
        Upkeep upkeep = upkeep(DELAY, true);
        end = Pass.MORE;
        upkeep.stir();
        now += DELAY;
        assertEquals(DELAY, upkeep.tend());
        now += DELAY;
        end = Pass.NOTHING_LEFT;
        assertEquals(Upkeep.NEVER, upkeep.tend());
        assertEquals(2, passes);
    }

    @Test
    void whatWasInterruptedGoesOnSoon() {
        Upkeep upkeep = upkeep(DELAY, true);
        end = Pass.INTERRUPTED;
        upkeep.stir();
        now += DELAY;
        assertEquals(DELAY / 16, upkeep.tend());
        now += DELAY / 16;
        end = Pass.MORE;
        assertEquals(DELAY, upkeep.tend());
        assertEquals(2, passes);
    }

    @Test
    void aHeapThatIsNeverTendedIsNot() {
        Upkeep upkeep = upkeep(Upkeep.NEVER, false);
        now += Long.MAX_VALUE / 2;
        upkeep.stir();
        assertEquals(0, passes);
    }
}
