package org.pinfold.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntFunction;

/**
 * Finds a slab of one class that has free blocks: a bitmap of candidates with a summary above it.
 *
 * <p><b>A bit is a hint, the word is the truth.</b> Whoever makes a slab LISTED has the duty to {@link #announce} it.
 * An adopter clears the bit first and reads the slab's word afterwards, so that a slab which becomes LISTED in
 * between is announced again. A bit may outlive its slab; the adopter that clears it then finds no slab, one of
 * another class, or one that is not LISTED, and goes on.
 *
 * <p>Invariants. For every LISTED slab: its bit is set, or a thread is between making it LISTED and setting the bit,
 * or a thread is between clearing the bit and its attempt to hold the slab. For every bit: its summary bit is set, or
 * a thread is between setting the two, or between clearing the summary bit and looking at the bits again. So
 * {@link #adopt} may answer null while another thread stands in such a window (its caller then forms a slab), but a
 * candidate is never lost.
 *
 * <p>Lock-free. Low identities are found first, which keeps high addresses free to be given back.
 */
public final class SlabIndex {
    /** No candidate. */
    public static final int NONE = -1;
    private static final int BITS = Long.SIZE;
    private static final int SHIFT = 6;
    private static final VarHandle LEAVES = MethodHandles.arrayElementVarHandle(AtomicLongArray[].class);

    private final int kind;
    private final IntFunction<? extends SlabWord> slabs;
    /** Bit {@code w} of element {@code s} says: word {@code w} of leaf {@code s} may have bits. */
    private final AtomicLongArray summary;
    /** 64 words of 64 bits each, made when a bit of theirs is first set; element s belongs to summary word s. */
    private final AtomicLongArray[] leaves;

    /**
     * An index without candidates.
     *
     * @param kind the class whose slabs are announced here
     * @param identities slabs are identified by 0 to {@code identities - 1}
     * @param slabs the slab that has an identity now, or null
     */
    public SlabIndex(int kind, int identities, IntFunction<? extends SlabWord> slabs) {
        int words = (identities + BITS * BITS - 1) / (BITS * BITS);
        this.kind = kind;
        this.slabs = slabs;
        this.summary = new AtomicLongArray(words);
        this.leaves = new AtomicLongArray[words];
    }

    static long nextAnnounced(long bits, int bit) {
        return bits | 1L << bit;
    }

    static long nextCleared(long bits, int bit) {
        return bits & ~(1L << bit);
    }

    /** Makes what a later {@link #announce} of this identity needs on the Java heap, so that it cannot fail. */
    public void reserve(int identity) {
        leafToWrite(identity >>> 2 * SHIFT);
    }

    /** Says that the slab with this identity has become LISTED. */
    public void announce(int identity) {
        int leaf = identity >>> 2 * SHIFT;
        int word = identity >>> SHIFT & BITS - 1;
        set(leafToWrite(leaf), word, identity & BITS - 1);
        // Linearization point: the later of the two bits. Leaf first, or the summary bit could be cleared in between
        // by an adopter that finds the leaf empty.
        set(summary, leaf, word);
    }

    /** Says that the slab with this identity is gone; only spares adopters a look. */
    public void withdraw(int identity) {
        AtomicLongArray words = leaf(identity >>> 2 * SHIFT);
        if (words != null) {
            clear(words, identity >>> SHIFT & BITS - 1, identity & BITS - 1);
        }
    }

    /**
     * Holds a listed slab of this index' class.
     *
     * @return the slab, which the caller holds now, or null if no candidate was found
     */
    public SlabWord adopt() {
        for (int identity = claim(); identity != NONE; identity = claim()) {
            // The bit is clear by now. Only then is the slab looked at: see the class comment.
            SlabWord slab = slabs.apply(identity);
            if (slab != null && slab.kind() == kind && BatchRefill.hold(slab)) {
                return slab;
            }
        }
        return null;
    }

    /** Clears one bit and answers its identity, or {@link #NONE}. */
    int claim() {
        for (int leaf = 0; leaf < summary.length(); leaf++) {
            for (long hints = summary.get(leaf); hints != 0; hints = summary.get(leaf)) {
                int word = Long.numberOfTrailingZeros(hints);
                AtomicLongArray words = leaf(leaf);
                long bits = words.get(word);
                if (bits == 0) {
                    clear(summary, leaf, word);
                    if (words.get(word) != 0) {
                        set(summary, leaf, word);
                    }
                } else if (clear(words, word, Long.numberOfTrailingZeros(bits))) {
                    return ((leaf << SHIFT) + word << SHIFT) + Long.numberOfTrailingZeros(bits);
                }
            }
        }
        return NONE;
    }

    /** Whether this identity's bit is set now. */
    public boolean isAnnounced(int identity) {
        AtomicLongArray words = leaf(identity >>> 2 * SHIFT);
        return words != null && (words.get(identity >>> SHIFT & BITS - 1) >>> identity & 1) != 0;
    }

    /** How many bits are set; exact when nothing else runs. */
    public int candidates() {
        int sum = 0;
        for (int leaf = 0; leaf < leaves.length; leaf++) {
            AtomicLongArray words = leaf(leaf);
            for (int word = 0; words != null && word < BITS; word++) {
                sum += Long.bitCount(words.get(word));
            }
        }
        return sum;
    }

    private static void set(AtomicLongArray words, int index, int bit) {
        for (;;) {
            long bits = words.get(index);
            long next = nextAnnounced(bits, bit);
            if (next == bits || words.compareAndSet(index, bits, next)) {
                return;
            }
        }
    }

    /** Whether the bit was set, and this call cleared it. */
    private static boolean clear(AtomicLongArray words, int index, int bit) {
        for (;;) {
            long bits = words.get(index);
            long next = nextCleared(bits, bit);
            if (next == bits) {
                return false;
            }
            // Linearization point of a claim: one caller clears the bit.
            if (words.compareAndSet(index, bits, next)) {
                return true;
            }
        }
    }

    private AtomicLongArray leaf(int index) {
        return (AtomicLongArray) LEAVES.getVolatile(leaves, index);
    }

    private AtomicLongArray leafToWrite(int index) {
        AtomicLongArray words = leaf(index);
        if (words != null) {
            return words;
        }
        AtomicLongArray fresh = new AtomicLongArray(BITS);
        return LEAVES.compareAndSet(leaves, index, null, fresh) ? fresh : leaf(index);
    }
}
