package org.pinfold.heap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.pinfold.protocol.PinGuard;
import org.pinfold.protocol.SpanMap;

/**
 * 4 MiB of address space in 64 units: what memory is taken from the system in, and given back in.
 *
 * <p>The object stays for the life of the heap, and in a contiguous range at one address; the {@link PinGuard} tells
 * its generations apart.
 * Each slab formed here holds one pin, taken before its units are claimed and dropped after they are returned.
 */
final class Superslab {
    /** Log2 of the size in bytes. */
    static final int SHIFT = 22;
    /** The size in bytes. */
    static final long BYTES = 1L << SHIFT;
    /** The number of units. */
    static final int UNITS = SpanMap.UNITS;

    private static final VarHandle ROW = MethodHandles.arrayElementVarHandle(Slab[].class);

    private final int index;
    private volatile long address;
    private final PinGuard guard = new PinGuard();
    private final SpanMap spans = new SpanMap();
    /** When the last slab left, as System.nanoTime tells it. */
    private volatile long emptySince;
    /** When it was last retired, likewise; written before the guard says so. */
    private volatile long retiredAt;
    /** Free units that may have content, at the last pass of the {@link Reclaimer}, whose alone this is. */
    private long freeAtLastPass;
    /** Units that went back at the last patient pass, likewise. */
    private long givenAtLastPass;
    /** This superslab's row of the directory: the slab that each unit belongs to, or null. */
    private final Slab[] row;

    Superslab(int index, Slab[] row) {
        this.index = index;
        this.row = row;
    }

    int index() {
        return index;
    }

    /** Of its first byte while it is open, since it was opened last. */
    long address() {
        return address;
    }

    /** Where it will be from the next opening on; for the one who has claimed it. */
    void place(long where) {
        address = where;
    }

    PinGuard guard() {
        return guard;
    }

    SpanMap spans() {
        return spans;
    }

    /** The slab of this unit, or null. Acquire: a walker compares it with what it reads of the spans afterwards. */
    Slab slab(int unit) {
        return (Slab) ROW.getAcquire(row, unit);
    }

    /**
     * Enters the slab for these units, which the caller has claimed; the first one last. A walker knows a slab by its
     * first unit, and may kill it at once and return its units, so no entry may be written after that one. Release: a
     * walker who sees the entry sees those before it, and the claim. Whoever asks about a block of the slab has seen
     * more, the compareAndSet by which it left.
     */
    void enter(Slab slab, int first, int count) {
        for (int unit = first + count - 1; unit >= first; unit--) {
            ROW.setRelease(row, unit, slab);
        }
    }

    /** Clears the entries, before the units are returned: afterwards they may be somebody else's. */
    void clear(int first, int count) {
        enter(null, first, count);
    }

    /** Every slab that begins here, lowest first; exact when nothing else runs. */
    void forEachSlab(Consumer<Slab> action) {
        for (int unit = 0; unit < UNITS; unit++) {
            Slab slab = slab(unit);
            if (slab != null && slab.superslab() == this && slab.firstUnit() == unit) {
                action.accept(slab);
            }
        }
    }

    /** The last slab has left now. */
    void emptied(long now) {
        emptySince = now;
    }

    /** For how long the superslab has been empty, if it is, in nanoseconds. */
    long idleNanos(long now) {
        return now - emptySince;
    }

    /** It is about to be retired, by the caller, who has claimed all units. */
    void retired(long now) {
        retiredAt = now;
    }

    /** For how long it has been retired, if it is, in nanoseconds. */
    long retiredNanos(long now) {
        return now - retiredAt;
    }

    long freeAtLastPass() {
        return freeAtLastPass;
    }

    void freeAtLastPass(long units) {
        freeAtLastPass = units;
    }

    long givenAtLastPass() {
        return givenAtLastPass;
    }

    void givenAtLastPass(long units) {
        givenAtLastPass = units;
    }

    boolean isEmpty() {
        return SpanMap.allFree(spans.getVolatile());
    }

    boolean isFull() {
        return spans.getVolatile() == 0;
    }

    boolean isRetiring() {
        return PinGuard.state(guard.getVolatile()) == PinGuard.RETIRING;
    }

    boolean isReleased() {
        return PinGuard.state(guard.getVolatile()) == PinGuard.RELEASED;
    }
}
