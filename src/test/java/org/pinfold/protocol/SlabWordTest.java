package org.pinfold.protocol;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Layout of the word, links, and the invariants over every reachable slab. */
class SlabWordTest {
    private static final int RANDOM_WORDS = 100_000;
    /** Capacities 1 to 4: 6 + 16 + 48 + 178. At 4: 89 held, 54 listed, 1 full, 34 dead (0! + 1! + … + 4!). */
    private static final int REACHABLE = 248;

    /** A way to pack the fields; the canary's is broken. */
    private interface Packing {
        long pack(SlabFields fields);
    }

    @Test
    void packAndDecodeAgreeAtFullWidth() {
        assertEquals(RANDOM_WORDS, checkLayout(f -> SlabWord.pack(f.state(), f.carved(), f.count(), f.head())));
    }

    @Test
    @Tag("canary")
    void canaryAFieldThatRunsIntoItsNeighbourIsFound() {
        assertThrows(AssertionFailedError.class, () -> checkLayout(f ->
                SlabWord.pack(f.state(), f.carved(), f.count(), f.head() << 1)));
    }

    private static int checkLayout(Packing packing) {
        Random random = Exploration.random(SlabWordTest.class);
        int checked = 0;
        for (; checked < RANDOM_WORDS; checked++) {
            int capacity = checked % 2 == 0 ? SlabWord.MAX_CAPACITY : 1 + random.nextInt(SlabWord.MAX_CAPACITY);
            SlabFields fields = SlabFields.random(random, capacity);
            long word = packing.pack(fields);
            assertEquals(fields.word(), word);
            assertEquals(fields, decoded(word));
            assertNotEquals(SlabWord.REFUSED, word);
            int other = random.nextInt(4);
            SlabFields changed = new SlabFields(other, fields.carved(), fields.count(), fields.head());
            assertEquals(changed.word(), SlabWord.withState(word, other));
        }
        return checked;
    }

    @Test
    void theLargestValuesFitTheirFields() {
        int most = SlabWord.MAX_CAPACITY;
        SlabFields full = new SlabFields(SlabWord.DEAD, most, most, most - 1);
        assertEquals(full, decoded(SlabWord.pack(SlabWord.DEAD, most, most, most - 1)));
        assertTrue(most - 1 < SlabWord.NIL);
        assertEquals(SlabFields.NIL, SlabWord.NIL);
    }

    @Test
    void everyReachableSlabObeysTheInvariants() {
        int reachable = 0;
        for (int capacity = 1; capacity <= 4; capacity++) {
            Set<SlabModel> slabs = SlabModel.reachable(capacity);
            for (SlabModel slab : slabs) {
                SlabFields fields = slab.fields();
                assertTrue(fields.isValid(capacity), slab::toString);
                assertEquals(fields.count(), slab.chain().size());
                assertEquals(fields.carved() - fields.count(), SlabWord.used(fields.word()));
                assertEquals(fields.carved() == fields.count(), SlabWord.allHome(fields.word()));
            }
            reachable += slabs.size();
        }
        assertEquals(REACHABLE, reachable);
    }

    @Test
    void theInvariantsDoNotHoldOfEveryWord() {
        assertFalse(new SlabFields(SlabWord.HELD, 1, 2, 0).isValid(4));
        assertFalse(new SlabFields(SlabWord.HELD, 5, 2, 0).isValid(4));
        assertFalse(new SlabFields(SlabWord.HELD, 2, 1, SlabFields.NIL).isValid(4));
        assertFalse(new SlabFields(SlabWord.HELD, 2, 0, 1).isValid(4));
        assertFalse(new SlabFields(SlabWord.FULL, 3, 0, SlabFields.NIL).isValid(4));
        assertFalse(new SlabFields(SlabWord.DEAD, 3, 0, SlabFields.NIL).isValid(4));
    }

    @Test
    void aNewSlabIsHeldAndUntouched() {
        SlabWord slab = new SlabWord(7, 12);
        assertEquals(7, slab.kind());
        assertEquals(12, slab.capacity());
        assertEquals(new SlabFields(SlabWord.HELD, 0, 0, SlabWord.NIL), decoded(slab.getVolatile()));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, SlabWord.MAX_CAPACITY + 1, Integer.MAX_VALUE})
    void aCapacityOutOfRangeIsRefused(int capacity) {
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> new SlabWord(0, capacity));
        assertTrue(error.getMessage().contains(Integer.toString(capacity)));
    }

    @Test
    void linksHoldAnyBlockAndTheEnd() {
        SlabWord slab = new SlabWord(0, SlabWord.MAX_CAPACITY);
        int last = SlabWord.MAX_CAPACITY - 1;
        slab.link(0, last);
        slab.link(last, SlabWord.NIL);
        assertEquals(last, slab.next(0));
        assertEquals(SlabWord.NIL, slab.next(last));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, NONE", "0, 1, LIST", "0, 2, NONE", "0, 3, RETIRE",
        "1, 0, NONE", "1, 1, NONE", "1, 2, NONE", "1, 3, RETIRE",
        "2, 0, NONE", "2, 1, LIST", "2, 2, NONE", "2, 3, RETIRE"})
    void theDutyFollowsFromTheStates(int before, int after, Duty duty) {
        assertEquals(duty, SlabWord.duty(SlabWord.pack(before, 3, 1, 2), SlabWord.pack(after, 3, 2, 0)));
    }

    @Test
    void theTextNamesEveryField() {
        assertEquals("HELD carved=0 count=0 head=NIL", SlabWord.toString(SlabWord.pack(0, 0, 0, SlabWord.NIL)));
        assertEquals("LISTED carved=3 count=2 head=1", SlabWord.toString(SlabWord.pack(1, 3, 2, 1)));
        assertEquals("FULL carved=4 count=0 head=NIL", SlabWord.toString(SlabWord.pack(2, 4, 0, SlabWord.NIL)));
        assertEquals("DEAD carved=2 count=2 head=0", SlabWord.toString(SlabWord.pack(3, 2, 2, 0)));
    }

    private static SlabFields decoded(long word) {
        return new SlabFields(SlabWord.state(word), SlabWord.carved(word), SlabWord.count(word), SlabWord.head(word));
    }
}
