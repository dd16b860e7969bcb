package org.pinfold.heap;

import org.junit.jupiter.api.Test;
import org.pinfold.os.Reservation;
import org.pinfold.protocol.SuperslabRun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Superslabs by number, in one reservation and then in others. */
class MappedRangeTest {
    private static final long FIRST = 1L << 40;

    private final PaperSource source = new PaperSource();
    private final Range range = MappedRange.reserved(source, 4 * Superslab.BYTES);

    private static long bytes(int superslabs) {
        return superslabs * Superslab.BYTES;
    }

    @Test
    void theFirstReservationHasTheFirstHalfOfTheNumbers() {
        assertEquals(8, range.superslabs());
        assertEquals(bytes(4), range.reservedBytes());
        for (int number = 0; number < 4; number++) {
            assertEquals(number, range.claim(1, 1));
            assertEquals(FIRST + bytes(number), range.address(number));
            assertEquals(bytes(number) + 5, range.offset(FIRST + bytes(number) + 5));
        }
        assertEquals(-1, range.offset(FIRST - 1));
        assertEquals(-1, range.offset(FIRST + bytes(4)));
        assertThrows(IllegalArgumentException.class, () -> range.address(5));
    }

    @Test
    void anotherOneFollowsWhenItIsFull() {
        assertEquals(0, range.claim(4, 1));
        int number = range.claim(2, 1);
        assertEquals(5, number, "number 4 is nobody's, so that no run reaches across");
        long second = FIRST + bytes(6);
        assertEquals(second, range.address(5));
        assertEquals(second + bytes(1), range.address(6));
        assertEquals(bytes(6) + 7, range.offset(second + bytes(1) + 7));
        assertEquals(-1, range.offset(FIRST + bytes(4)), "between the two");
        assertEquals(bytes(7), range.reservedBytes());
        assertEquals(7, range.claim(1, 1));
        assertEquals(SuperslabRun.NONE, range.claim(1, 1), "there are no more numbers");
    }

    @Test
    void anotherOneFollowsWhenNoRunIsLongEnough() {
        range.claim(1, 1);
        int second = range.claim(1, 1);
        range.claim(1, 1);
        range.runs().giveBack(second, 1);
        int run = range.claim(3, 1);
        assertEquals(5, run);
        assertEquals(range.address(run) + bytes(2), range.address(run + 2));
    }

    @Test
    void noNumberIsLostWhereAddressesAreRefused() {
        assertEquals(0, range.claim(4, 1));
        source.reserveFails = true;
        assertEquals(SuperslabRun.NONE, range.claim(1, 1));
        source.reserveFails = false;
        assertEquals(SuperslabRun.NONE, range.claim(4, 1), "one more than there are numbers");
        assertEquals(5, range.claim(3, 1));
    }

    /** The second reservation begins two superslabs behind the first, and its numbers as far, modulo the step. */
    @Test
    void alignmentIsOfTheAddress() {
        Range large = MappedRange.reserved(source, 64 * Superslab.BYTES);
        assertEquals(0, large.claim(64, 1));
        int first = large.claim(1, 1);
        assertEquals(66, first);
        for (int step = 2; step <= 8; step *= 2) {
            int claimed = large.claim(1, bytes(step));
            assertNotEquals(SuperslabRun.NONE, claimed);
            assertEquals(0, large.address(claimed) % bytes(step));
        }
    }

    /** Where numbers are too few to be aligned as addresses, what is not aligned is not handed out. */
    @Test
    void noRunIsHandedOutThatIsNotAligned() {
        assertEquals(0, range.claim(4, 1));
        assertEquals(5, range.claim(1, 1));
        assertEquals(0, range.address(6) >>> Superslab.SHIFT & 1 ^ 1);
        assertEquals(SuperslabRun.NONE, range.claim(1, bytes(2)));
    }

    @Test
    void whatIsLeftOfNumbersAfterARaceIsThereForOthers() {
        MappedRange[] raced = {null};
        PaperSource racing = new PaperSource() {
            private boolean alone = true;

            @Override
            public Reservation reserve(long minimumBytes, long preferredBytes) {
                Reservation reservation = super.reserve(minimumBytes, raced[0] == null ? preferredBytes : minimumBytes);
                if (raced[0] != null && alone) {
                    alone = false;
                    assertEquals(5, raced[0].claim(2, 1), "another thread is faster");
                }
                return reservation;
            }
        };
        raced[0] = (MappedRange) MappedRange.reserved(racing, 4 * Superslab.BYTES);
        raced[0].claim(4, 1);
        assertEquals(SuperslabRun.NONE, raced[0].claim(2, 1), "numbers 5 and 6 are taken, 7 is one too few");
        assertEquals(0, racing.released, "addresses stay");
        assertEquals(1, racing.retired);
    }

    @Test
    void allAreRetiredAtTheEnd() {
        range.claim(4, 1);
        range.claim(1, 1);
        range.retire();
        assertEquals(2, source.retired);
        assertEquals(0, source.released);
    }
}
