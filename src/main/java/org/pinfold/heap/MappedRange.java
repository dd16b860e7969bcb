package org.pinfold.heap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;
import org.pinfold.os.MemorySource;
import org.pinfold.os.RawMemory;
import org.pinfold.os.Reservation;
import org.pinfold.os.SystemCalls;

/** A reservation cut into superslabs: what is closed keeps its addresses, and loses its pages. */
final class MappedRange extends Range {
    private final MemorySource source;
    private final Reservation reservation;

    MappedRange(MemorySource source, Reservation reservation) {
        super((int) (reservation.bytes() >>> Superslab.SHIFT));
        this.source = source;
        this.reservation = reservation;
    }

    /** Whatever addresses the system gives, from one superslab on. */
    static Range reserved(MemorySource source, long preferredBytes) {
        Reservation reservation = source.reserve(Superslab.BYTES, preferredBytes);
        try {
            return new MappedRange(source, reservation);
        } catch (OutOfMemoryError e) {
            source.release(reservation);
            throw e;
        }
    }

    @Override
    long base() {
        return reservation.address();
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
        return runs().claim(length, step, base() >>> Superslab.SHIFT);
    }

    @Override
    void open(int first, int length, long byteAlignment) {
        source.commit(address(first), (long) length << Superslab.SHIFT);
    }

    @Override
    void close(int superslab) {
        source.purge(address(superslab), Superslab.BYTES);
    }

    @Override
    long address(int superslab) {
        return base() + ((long) superslab << Superslab.SHIFT);
    }

    @Override
    long offset(long address) {
        return reservation.contains(address, 1) ? address - base() : -1;
    }

    @Override
    OptionalLong residentBytes(int superslab) {
        return source.residentBytes(address(superslab), Superslab.BYTES);
    }

    @Override
    void purge(long address, long bytes) {
        long page = source.pageSize();
        long first = address & -page;
        source.purge(first, (address + bytes + page - 1 & -page) - first);
    }

    @Override
    long reservedBytes() {
        return reservation.bytes();
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
        RawMemory.fill(address, bytes, (byte) 0);
    }

    @Override
    void copy(long from, long to, long bytes) {
        RawMemory.copyApart(from, to, bytes);
    }

    @Override
    void abandon() {
        source.release(reservation);
    }

    @Override
    void retire() {
        source.retire(reservation);
    }
}
