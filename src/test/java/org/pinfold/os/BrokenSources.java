package org.pinfold.os;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.pinfold.faults.ForwardingSource;

/** Sources with one fault each, by the method of {@link MemorySourceContract} that has to find it. */
final class BrokenSources {
    private BrokenSources() {
    }

    static Map<String, UnaryOperator<MemorySource>> byTest() {
        Map<String, UnaryOperator<MemorySource>> faults = new TreeMap<>(Map.of(
                "unitsArePowersOfTwo", OddGranule::new,
                "aReservationIsAlignedReadsAsZeroAndTakesNoMemory", Unaligned::new,
                "sizesOutOfOrderAreRefused", Lenient::new,
                "whatNoAddressSpaceHoldsIsARefusal", Smaller::new,
                "committedMemoryIsZeroAndStaysWhatItIsWhenItIsCommittedAgain", ClearsOnCommit::new,
                "purgedPagesAreZeroAndTheOthersAreNot", KeepsPages::new,
                "residentIsWhatWasWrittenAndNotPurged", ClearsAndKeepsPages::new,
                "whatWasNeverWrittenCanBePurged", PurgesOnceWritten::new,
                "guardedPagesKeepTheirContent", LosesGuarded::new));
        faults.putAll(Map.of(
                "rangesThatAreNotItsOwnOrNoWholePagesAreRefused", Silent::new,
                "nothingIsAskedForNothing", AsksForNothing::new,
                "callsAreCounted", DoesNotCount::new,
                "aReservationIsReleasedOnceAndByItsSource", Silent::new,
                "aRetiredRangeIsNoReservationAndStaysReadable", KeepsRetired::new,
                "whatIsReservedAgainIsZero", OneRange::new,
                "pagesTouchedInAdvanceAreResidentAndZero", CommitsNothing::new,
                "lockedPagesAreResidentUntilTheyArePurgedOrAreRefusedAsLocked", WrongRefusal::new,
                "eachThreadHasARangeOfItsOwn", OneRange::new));
        return faults;
    }

    private static final class OddGranule extends ForwardingSource {
        OddGranule(MemorySource source) {
            super(source);
        }

        @Override
        public long purgeGranule() {
            return pageSize() * 3;
        }
    }

    private static final class Unaligned extends ForwardingSource {
        Unaligned(MemorySource source) {
            super(source);
        }

        @Override
        public Reservation reserve(long minimumBytes, long preferredBytes) {
            Reservation whole = super.reserve(minimumBytes, preferredBytes);
            return new Reservation(whole.address() + pageSize(), whole.bytes() - alignment(), true);
        }
    }

    private static final class Lenient extends ForwardingSource {
        Lenient(MemorySource source) {
            super(source);
        }

        @Override
        public Reservation reserve(long minimumBytes, long preferredBytes) {
            return super.reserve(Math.max(1, minimumBytes), Math.max(Math.max(1, minimumBytes), preferredBytes));
        }
    }

    private static final class Smaller extends ForwardingSource {
        Smaller(MemorySource source) {
            super(source);
        }

        @Override
        public Reservation reserve(long minimumBytes, long preferredBytes) {
            return super.reserve(Math.min(minimumBytes, alignment()), Math.min(preferredBytes, alignment()));
        }
    }

    private static final class ClearsOnCommit extends ForwardingSource {
        ClearsOnCommit(MemorySource source) {
            super(source);
        }

        @Override
        public void commit(long address, long bytes) {
            super.commit(address, bytes);
            RawMemory.zero(address, bytes);
        }
    }

    private static final class KeepsPages extends ForwardingSource {
        KeepsPages(MemorySource source) {
            super(source);
        }

        @Override
        public void purge(long address, long bytes) {
            // As advice that the system is free not to follow, or not yet.
        }
    }

    private static final class ClearsAndKeepsPages extends ForwardingSource {
        ClearsAndKeepsPages(MemorySource source) {
            super(source);
        }

        @Override
        public void purge(long address, long bytes) {
            RawMemory.zero(address, bytes);
        }
    }

    private static final class PurgesOnceWritten extends ForwardingSource {
        PurgesOnceWritten(MemorySource source) {
            super(source);
        }

        @Override
        public void purge(long address, long bytes) {
            if (RawMemory.getLong(address) == 0) {
                throw new SystemCallException("purge", address, bytes, LinuxConstants.EINVAL);
            }
            super.purge(address, bytes);
        }
    }

    private static final class LosesGuarded extends ForwardingSource {
        LosesGuarded(MemorySource source) {
            super(source);
        }

        @Override
        public void guard(long address, long bytes) {
            super.purge(address, bytes);
            super.guard(address, bytes);
        }
    }

    /** Takes wrong arguments for nothing to do. */
    private static final class Silent extends ForwardingSource {
        Silent(MemorySource source) {
            super(source);
        }

        @Override
        public void unguard(long address, long bytes) {
            try {
                super.unguard(address, bytes);
            } catch (IllegalArgumentException ignored) {
                // The fault.
            }
        }

        @Override
        public void release(Reservation reservation) {
            try {
                super.release(reservation);
            } catch (IllegalArgumentException ignored) {
                // The fault.
            }
        }
    }

    private static final class AsksForNothing extends ForwardingSource {
        AsksForNothing(MemorySource source) {
            super(source);
        }

        @Override
        public void purge(long address, long bytes) {
            super.purge(address, Math.max(bytes, pageSize()));
        }
    }

    private static final class DoesNotCount extends ForwardingSource {
        DoesNotCount(MemorySource source) {
            super(source);
        }

        @Override
        public SystemCalls calls() {
            return SystemCalls.NONE;
        }
    }

    private static final class KeepsRetired extends ForwardingSource {
        KeepsRetired(MemorySource source) {
            super(source);
        }

        @Override
        public void retire(Reservation reservation) {
            purge(reservation.address(), reservation.bytes());
        }
    }

    /** Gives everybody the first range that it got; which stays mapped, since one may use what another releases. */
    private static final class OneRange extends ForwardingSource {
        private Reservation only;
        private boolean released;

        OneRange(MemorySource source) {
            super(source);
        }

        @Override
        public synchronized Reservation reserve(long minimumBytes, long preferredBytes) {
            if (only == null) {
                only = super.reserve(minimumBytes, preferredBytes);
            }
            return only;
        }

        @Override
        public synchronized void release(Reservation reservation) {
            if (released) {
                throw new IllegalArgumentException(reservation + " was released before");
            }
            released = true;
        }
    }

    private static final class CommitsNothing extends ForwardingSource {
        CommitsNothing(MemorySource source) {
            super(source);
        }

        @Override
        public void commit(long address, long bytes) {
            // The fault.
        }
    }

    private static final class WrongRefusal extends ForwardingSource {
        WrongRefusal(MemorySource source) {
            super(source);
        }

        @Override
        public void commit(long address, long bytes) {
            throw new SystemCallException("mlock", address, bytes, LinuxConstants.ENOMEM);
        }
    }
}
