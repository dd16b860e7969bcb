package org.pinfold.heap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.pinfold.os.MemoryRefusedException;
import org.pinfold.os.MemorySource;
import org.pinfold.os.RawMemory;
import org.pinfold.os.Reservation;
import org.pinfold.os.SystemCalls;
import org.pinfold.protocol.SuperslabRun;

/**
 * Reservations cut into superslabs: what is closed keeps its addresses, and loses its pages.
 *
 * <p>The first reservation has the first half of all numbers. When no run of it is free any more, because it is in
 * pieces or the limit was raised, others follow and get numbers from the second half. A number that is nobody's stands
 * before each at least, so that no run reaches from one reservation into another. Until a number has a reservation it
 * is claimed.
 */
final class MappedRange extends Range {
    /** In superslabs: alignments to more may be had in the first reservation alone. */
    private static final int MOST_ALIGNED = 64;

    private final MemorySource source;
    private final Reservation first;
    /** All reservations, those with lower numbers first. An array, as a look at it makes no garbage. */
    private final AtomicReference<Numbered[]> reservations;
    private volatile MemoryRefusedException refusal;
    private volatile boolean kept;

    /** Of the first superslab is the number. */
    private record Numbered(int number, Reservation reservation) {
        int end() {
            return number + length(reservation);
        }
    }

    MappedRange(MemorySource source, Reservation first) {
        super(GROWTH * length(first));
        this.source = source;
        this.first = first;
        this.reservations = new AtomicReference<>(new Numbered[] {new Numbered(0, first)});
        runs().claimAt(length(first), superslabs() - length(first));
    }

    private static int length(Reservation reservation) {
        return (int) (reservation.bytes() >>> Superslab.SHIFT);
    }

    /** Whatever addresses the system gives, from one superslab on. */
    static Range reserved(MemorySource source, long preferredBytes) {
        Reservation reservation = source.reserve(Superslab.BYTES, preferredBytes);
        try {
            return new MappedRange(source, reservation);
        } catch (OutOfMemoryError e) {
            source.retire(reservation);
            throw e;
        }
    }

    @Override
    long base() {
        return first.address();
    }

    @Override
    long contiguousBytes() {
        return first.bytes();
    }

    @Override
    boolean isMapped() {
        return true;
    }

    @Override
    long alignment() {
        return Superslab.BYTES;
    }

    @Override
    int claim(int length, long byteAlignment) {
        int step = (int) Math.clamp(byteAlignment >>> Superslab.SHIFT, 1, 1L << 30);
        int claimed = claimAligned(length, step);
        return claimed == SuperslabRun.NONE && grow(length) ? claimAligned(length, step) : claimed;
    }

    /** Numbers are aligned as the addresses of the first reservation are; another one's may turn out not to be. */
    private int claimAligned(int length, int step) {
        int claimed = runs().claim(length, step, base() >>> Superslab.SHIFT);
        if (claimed != SuperslabRun.NONE && (address(claimed) >>> Superslab.SHIFT & step - 1) != 0) {
            runs().giveBack(claimed, length);
            return SuperslabRun.NONE;
        }
        return claimed;
    }

    /** Another reservation, with at least this many superslabs; false if there are no numbers or addresses for it. */
    private boolean grow(int length) {
        int left = superslabs() - unused(reservations.get()) - step();
        if (length > left) {
            return false;
        }
        Reservation more;
        try {
            more = source.reserve((long) length << Superslab.SHIFT, (long) left << Superslab.SHIFT);
        } catch (MemoryRefusedException e) {
            refusal = e;
            return false;
        }
        boolean numbered = false;
        try {
            numbered = number(more);
        } finally {
            if (!numbered) {
                // Others were faster. Not released: the addresses may be a closed heap's, which stay readable.
                source.retire(more);
            }
        }
        return true;
    }

    /**
     * Gives a reservation numbers; false if there are too few left. Some numbers are left out, so that addresses are
     * aligned as their numbers are, to some extent.
     */
    private boolean number(Reservation more) {
        long distance = more.address() - base() >> Superslab.SHIFT;
        int step = step();
        for (;;) {
            Numbered[] before = reservations.get();
            int first = unused(before) + 1;
            int number = first + (int) (distance - first & step - 1);
            if (number + length(more) > superslabs()) {
                return false;
            }
            Numbered[] after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = new Numbered(number, more);
            if (reservations.compareAndSet(before, after)) {
                runs().giveBack(number, length(more));
                return true;
            }
        }
    }

    /** The lowest number that no reservation has been given. */
    private static int unused(Numbered[] reservations) {
        return reservations[reservations.length - 1].end();
    }

    /** How far numbers are aligned as addresses are, in superslabs. */
    private int step() {
        return Integer.highestOneBit(Math.clamp(superslabs() / 16, 1, MOST_ALIGNED));
    }

    @Override
    void open(int number, int length, long byteAlignment) {
        try {
            source.commit(address(number), (long) length << Superslab.SHIFT);
            refusal = null;
        } catch (MemoryRefusedException e) {
            refusal = e;
            throw e;
        }
    }

    @Override
    MemoryRefusedException refusal() {
        return refusal;
    }

    @Override
    void close(int superslab) {
        source.purge(address(superslab), Superslab.BYTES);
    }

    @Override
    long address(int superslab) {
        for (Numbered numbered : reservations.get()) {
            if (superslab >= numbered.number() && superslab < numbered.end()) {
                return numbered.reservation().address() + ((long) (superslab - numbered.number()) << Superslab.SHIFT);
            }
        }
        throw new IllegalArgumentException("superslab " + superslab + " has no address");
    }

    @Override
    long offset(long address) {
        for (Numbered numbered : reservations.get()) {
            if (numbered.reservation().contains(address, 1)) {
                return address - numbered.reservation().address() + ((long) numbered.number() << Superslab.SHIFT);
            }
        }
        return -1;
    }

    @Override
    OptionalLong residentBytes(int superslab) {
        return source.residentBytes(address(superslab), Superslab.BYTES);
    }

    @Override
    OptionalLong hugePageBytes() {
        return source.hugePageBytes();
    }

    @Override
    void purge(long address, long bytes) {
        long page = source.pageSize();
        long from = address & -page;
        source.purge(from, (address + bytes + page - 1 & -page) - from);
    }

    @Override
    void discard(long address, long bytes) {
        source.purge(address, bytes);
    }

    @Override
    void guard(long address, long bytes) {
        source.guard(address, bytes);
    }

    @Override
    void unguard(long address, long bytes) {
        source.unguard(address, bytes);
    }

    /** A huge page that is larger than a superslab is broken up when one of its superslabs goes, so why not here. */
    @Override
    long purgeGranule() {
        long granule = source.purgeGranule();
        return granule == MemorySource.NOTHING_PURGED ? NOTHING_PURGED : Math.min(granule, Superslab.BYTES);
    }

    @Override
    long reservedBytes() {
        return Stream.of(reservations.get()).mapToLong(numbered -> numbered.reservation().bytes()).sum();
    }

    @Override
    long pageBytes() {
        return source.pageSize();
    }

    @Override
    SystemCalls calls() {
        return source.calls();
    }

    @Override
    MemorySegment segment(long address, long bytes, Arena scope) {
        return RawMemory.segment(address, bytes, scope);
    }

    @Override
    boolean owns(MemorySegment segment, Arena scope) {
        return segment.isNative() && segment.scope().equals(scope.scope());
    }

    @Override
    void zero(long address, long bytes) {
        RawMemory.zero(address, bytes);
    }

    @Override
    void copy(long from, long to, long bytes) {
        RawMemory.copyApart(from, to, bytes);
    }

    @Override
    void abandon() {
        retire();
    }

    @Override
    void keepForGood() {
        kept = true;
    }

    @Override
    void retire() {
        for (Numbered numbered : kept ? new Numbered[0] : reservations.get()) {
            source.retire(numbered.reservation());
        }
    }
}
