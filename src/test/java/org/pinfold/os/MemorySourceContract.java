package org.pinfold.os;

import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/**
 * What every {@link MemorySource} has to do, on the system that runs this test: a port is a subclass away from it. What
 * a system does not tell, such as residency, is not looked at. That an access to a guarded part ends the VM is shown of
 * heaps, by {@code GuardPagesTest}.
 */
abstract class MemorySourceContract {
    static final long ALIGNMENT = 4L << 20;
    private static final long FIVES = 0x5A5A_5A5A_5A5A_5A5AL;

    /** A new source, whose reservations are aligned to {@link #ALIGNMENT}. */
    abstract MemorySource source(PageOptions options);

    private final MemorySource source = source(PageOptions.DEFAULT);
    private final long page = source.pageSize();

    /** A reservation, of which so many pages are committed. */
    private Reservation reserve(MemorySource from, long pages) {
        Reservation reservation = from.reserve(ALIGNMENT, ALIGNMENT);
        from.commit(reservation.address(), pages * page);
        return reservation;
    }

    private void fill(long address, long pages) {
        RawMemory.fill(address, pages * page, (byte) FIVES);
    }

    private void assertHolds(long word, long address, long pages) {
        for (long at = address; at < address + pages * page; at += page) {
            assertEquals(word, RawMemory.getLong(at));
            assertEquals(word, RawMemory.getLong(at + page - Long.BYTES));
        }
    }

    private static void assertResident(long expected, MemorySource source, long address, long bytes) {
        OptionalLong told = source.residentBytes(address, bytes);
        assertTrue(told.isEmpty() || told.getAsLong() == expected, () -> told + " and not " + expected);
    }

    @Test
    void unitsArePowersOfTwo() {
        assertEquals(1, Long.bitCount(page));
        assertEquals(ALIGNMENT, source.alignment());
        assertTrue(page <= ALIGNMENT, "pages of " + page);
        for (boolean huge : new boolean[] {false, true}) {
            long granule = source(new PageOptions(huge, false, false)).purgeGranule();
            assertTrue(granule >= page && Long.bitCount(granule) == 1, "pieces of " + granule);
        }
    }

    @Test
    void aReservationIsAlignedReadsAsZeroAndTakesNoMemory() {
        Reservation reservation = source.reserve(1, 256 * ALIGNMENT + 1);
        assertEquals(0, (reservation.address() | reservation.bytes()) % ALIGNMENT);
        assertTrue(reservation.bytes() >= ALIGNMENT && reservation.bytes() <= 257 * ALIGNMENT, reservation::toString);
        assertResident(0, source, reservation.address(), reservation.bytes());
        assertEquals(0, RawMemory.getLong(reservation.address()));
        assertEquals(0, RawMemory.getLong(reservation.end() - Long.BYTES));
        source.release(reservation);
    }

    @Test
    void sizesOutOfOrderAreRefused() {
        for (long[] sizes : new long[][] {{0, 1}, {-1, 1}, {2, 1}, {1, Long.MAX_VALUE}, {1, Long.MIN_VALUE}}) {
            assertThrows(IllegalArgumentException.class, () -> source.reserve(sizes[0], sizes[1]));
        }
    }

    @Test
    void whatNoAddressSpaceHoldsIsARefusal() {
        MemoryRefusedException refused =
                assertThrows(MemoryRefusedException.class, () -> source.reserve(1L << 47, 1L << 47));
        assertTrue(refused.getMessage().contains(refused.call()) && refused.errno() != 0, refused::getMessage);
    }

    @Test
    void committedMemoryIsZeroAndStaysWhatItIsWhenItIsCommittedAgain() {
        Reservation reservation = reserve(source, 4);
        assertHolds(0, reservation.address(), 4);
        fill(reservation.address(), 4);
        source.commit(reservation.address() + page, 6 * page);
        assertHolds(FIVES, reservation.address(), 4);
        assertHolds(0, reservation.address() + 4 * page, 3);
        source.release(reservation);
    }

    @Test
    void purgedPagesAreZeroAndTheOthersAreNot() {
        Reservation reservation = reserve(source, 64);
        long address = reservation.address();
        fill(address, 64);
        source.purge(address + 16 * page, 32 * page);
        assertHolds(FIVES, address, 16);
        assertHolds(0, address + 16 * page, 32);
        assertHolds(FIVES, address + 48 * page, 16);
        fill(address + 20 * page, 1);
        assertHolds(FIVES, address + 20 * page, 1);
        source.release(reservation);
    }

    @Test
    void residentIsWhatWasWrittenAndNotPurged() {
        Reservation reservation = reserve(source, 64);
        long address = reservation.address();
        fill(address, 40);
        assertResident(40 * page, source, address, reservation.bytes());
        assertResident(8 * page, source, address + 32 * page, 16 * page);
        source.purge(address + 8 * page, 16 * page);
        assertResident(24 * page, source, address, reservation.bytes());
        source.release(reservation);
    }

    @Test
    void whatWasNeverWrittenCanBePurged() {
        Reservation reservation = reserve(source, 2);
        source.purge(reservation.address(), reservation.bytes());
        fill(reservation.address(), 2);
        assertHolds(FIVES, reservation.address(), 2);
        source.release(reservation);
    }

    @Test
    void guardedPagesKeepTheirContent() {
        Reservation reservation = reserve(source, 8);
        long address = reservation.address();
        fill(address, 8);
        source.guard(address + 2 * page, page);
        source.guard(address + 4 * page, 2 * page);
        assertHolds(FIVES, address + 3 * page, 1);
        source.unguard(address + 4 * page, 2 * page);
        source.unguard(address + 2 * page, page);
        assertHolds(FIVES, address, 8);
        fill(address, 8);
        source.release(reservation);
    }

    @Test
    void rangesThatAreNotItsOwnOrNoWholePagesAreRefused() {
        Reservation reservation = reserve(source, 1);
        long address = reservation.address();
        long end = reservation.end();
        for (long[] range : new long[][] {{0, page}, {-page, page}, {address - page, page}, {end, page},
            {end - page, 2 * page}, {address, -page}, {address + 1, page}, {address, page + 1}}) {
            assertThrows(IllegalArgumentException.class, () -> source.commit(range[0], range[1]));
            assertThrows(IllegalArgumentException.class, () -> source.purge(range[0], range[1]));
            assertThrows(IllegalArgumentException.class, () -> source.guard(range[0], range[1]));
            assertThrows(IllegalArgumentException.class, () -> source.unguard(range[0], range[1]));
            assertThrows(IllegalArgumentException.class, () -> source.residentBytes(range[0], range[1]));
        }
        source.release(reservation);
    }

    @Test
    void nothingIsAskedForNothing() {
        Reservation reservation = reserve(source, 1);
        fill(reservation.address(), 1);
        SystemCalls before = source.calls();
        source.commit(reservation.address(), 0);
        source.purge(reservation.address(), 0);
        source.guard(reservation.address(), 0);
        source.unguard(reservation.address(), 0);
        assertEquals(OptionalLong.of(0), source.residentBytes(reservation.address(), 0));
        assertEquals(before, source.calls());
        source.release(reservation);
    }

    @Test
    void callsAreCounted() {
        long before = source.calls().total();
        Reservation reservation = reserve(source, 1);
        source.purge(reservation.address(), page);
        source.release(reservation);
        assertTrue(source.calls().total() >= before + 3, () -> source.calls().toString());
    }

    @Test
    void aReservationIsReleasedOnceAndByItsSource() {
        Reservation reservation = reserve(source, 1);
        MemorySource other = source(PageOptions.DEFAULT);
        assertThrows(IllegalArgumentException.class, () -> other.release(reservation));
        assertThrows(IllegalArgumentException.class, () -> source.release(new Reservation(
                reservation.address(), reservation.bytes() / 2, reservation.committedUpFront())));
        source.release(reservation);
        assertThrows(IllegalArgumentException.class, () -> source.release(reservation));
        assertThrows(IllegalArgumentException.class, () -> source.purge(reservation.address(), page));
    }

    @Test
    void aRetiredRangeIsNoReservationAndStaysReadable() {
        Reservation reservation = reserve(source, 1);
        source.retire(reservation);
        assertThrows(IllegalArgumentException.class, () -> source.retire(reservation));
        assertThrows(IllegalArgumentException.class, () -> source.commit(reservation.address(), page));
        assertEquals(0, RawMemory.getLong(reservation.address()));
    }

    /** Long enough for any source to come back to a range that was retired. */
    @Test
    void whatIsReservedAgainIsZero() {
        // A size which no closed heap of this VM has left behind.
        long bytes = 43 * ALIGNMENT;
        for (int round = 0; round < 40; round++) {
            Reservation reservation = source.reserve(bytes, bytes);
            source.commit(reservation.address(), page);
            assertHolds(0, reservation.address(), 1);
            fill(reservation.address(), 1);
            source.retire(reservation);
        }
    }

    @Test
    void pagesTouchedInAdvanceAreResidentAndZero() {
        MemorySource touching = source(new PageOptions(false, true, false));
        Reservation reservation = reserve(touching, 16);
        assertResident(16 * page, touching, reservation.address(), reservation.bytes());
        assertHolds(0, reservation.address(), 16);
        touching.release(reservation);
    }

    /** Whether the system lets this process lock anything is not the source's to decide. */
    @Test
    void lockedPagesAreResidentUntilTheyArePurgedOrAreRefusedAsLocked() {
        MemorySource locking = source(new PageOptions(false, false, true));
        Reservation reservation = locking.reserve(ALIGNMENT, ALIGNMENT);
        long address = reservation.address();
        try {
            locking.commit(address, 4 * page);
            assertResident(4 * page, locking, address, reservation.bytes());
            locking.purge(address, 4 * page);
        } catch (LockRefusedException refused) {
            assertTrue(refused.getMessage().contains("lock"), refused::getMessage);
        } catch (SystemCallException otherwise) {
            fail("a refusal to lock has a type of its own", otherwise);
        }
        assertResident(0, locking, address, reservation.bytes());
        locking.release(reservation);
    }

    @Test
    void eachThreadHasARangeOfItsOwn() throws Exception {
        int threads = 4;
        int rounds = 50;
        Callable<Integer> user = () -> {
            int intact = 0;
            for (int round = 0; round < rounds; round++) {
                // A size which no closed heap of this VM has left behind.
                Reservation reservation = source.reserve(ALIGNMENT, 37 * ALIGNMENT);
                long owner = Thread.currentThread().threadId();
                source.commit(reservation.address(), page);
                RawMemory.putLong(reservation.address(), owner);
                Thread.yield();
                intact += RawMemory.getLong(reservation.address()) == owner ? 1 : 0;
                source.purge(reservation.address(), page);
                source.release(reservation);
            }
            return intact;
        };
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Integer>> answers = pool.invokeAll(Collections.nCopies(threads, user));
            for (Future<Integer> intact : answers) {
                assertEquals(rounds, intact.get());
            }
        }
    }
}
