package org.pinfold.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A slab's word, and the links from which its free blocks hang.
 *
 * <pre>
 *  63            50 49 48 47           32 31           16 15            0
 * +----------------+-----+---------------+---------------+---------------+
 * |     zero       |state|    carved     |     count     |     head      |
 * +----------------+-----+---------------+---------------+---------------+
 * </pre>
 *
 * <p>{@code carved} blocks have ever been given out by index; {@code count} of them are home and hang from
 * {@code head} through {@link #next}. {@code used = carved - count} is derived, so no counter can drift from the list
 * it counts. Blocks at index {@code carved} and above were never touched.
 *
 * <p>States: HELD (a thread refills from it), LISTED (anybody may adopt it), FULL (no block home and none left to
 * carve), DEAD (all blocks home, units on their way back; final).
 *
 * <p>Invariants: {@code count <= carved <= capacity}; {@code count == 0} exactly if {@code head == NIL}; FULL implies
 * {@code count == 0} and {@code carved == capacity}; DEAD implies {@code count == carved} and never changes again.
 * Not an invariant: that a HELD slab has one holder. A hold is a hint which anybody may undo; two threads that both
 * believe they hold a slab take disjoint blocks, because every taking is one compareAndSet.
 *
 * <p>Chains are pushed whole and taken whole, never popped one by one, and {@code head} names a block that only its
 * pusher could link. Equal words therefore mean equal states, and no tag is needed against reuse of a value. A slab
 * object is fresh at each formation; the garbage collector gives its identity.
 */
public class SlabWord {
    /** The largest number of blocks in one slab. */
    public static final int MAX_CAPACITY = 1 << 15;
    /** The end of a chain. */
    public static final int NIL = 0xFFFF;
    /** The link of a block that hangs in no chain. */
    static final int OUT = 0xFFFE;
    /** What {@code next…} functions answer when the operation does not apply; never a word. */
    public static final long REFUSED = -1L;

    /** A thread refills from it. */
    public static final int HELD = 0;
    /** Not held, with blocks home or still to carve. */
    public static final int LISTED = 1;
    /** Not held, nothing home, nothing to carve. */
    public static final int FULL = 2;
    /** All blocks home for good. */
    public static final int DEAD = 3;

    private static final int COUNT_SHIFT = 16;
    private static final int CARVED_SHIFT = 32;
    private static final int STATE_SHIFT = 48;
    private static final int FIELD_MASK = 0xFFFF;
    private static final VarHandle WORD;
    private static final VarHandle LINKS = MethodHandles.arrayElementVarHandle(char[].class);

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(SlabWord.class, "word", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Written by compareAndSet only, after construction. */
    private volatile long word;

    /**
     * {@code links[b]} is the block after {@code b} in the chain that {@code b} hangs in, or {@link #OUT}. One thread
     * at a time may write an entry: the one that {@link RemoteFreeQueue#admit admitted} the block, until its
     * compareAndSet publishes the chain; then the one whose compareAndSet took the chain. So plain access is ordered
     * by the word, and only the admission is a compareAndSet. Nothing that users do with a block writes here.
     */
    private final char[] links;

    private final int kind;

    /**
     * A new slab, held by its maker, with nothing carved.
     *
     * @param kind the size class, which an adopter checks
     * @param capacity the number of blocks, 1 to {@link #MAX_CAPACITY}
     */
    public SlabWord(int kind, int capacity) {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException("capacity " + capacity + " is not in 1 to " + MAX_CAPACITY);
        }
        this.kind = kind;
        this.links = new char[capacity];
        Arrays.fill(links, (char) OUT);
        this.word = pack(HELD, 0, 0, NIL);
    }

    /** The size class. */
    public final int kind() {
        return kind;
    }

    /** The number of blocks. */
    public final int capacity() {
        return links.length;
    }

    /** The word now; a volatile read. */
    public final long getVolatile() {
        return (long) WORD.getVolatile(this);
    }

    final boolean compareAndSet(long expected, long next) {
        return WORD.compareAndSet(this, expected, next);
    }

    /** The block after {@code block}, or {@link #NIL}; only for the owner of the chain. */
    public final int next(int block) {
        return links[block];
    }

    /** Makes {@code next} follow {@code block}; only for who admitted {@code block}, before it is pushed. */
    public final void link(int block, int next) {
        links[block] = (char) next;
    }

    /** From hanging in no chain to being the end of the caller's; one caller succeeds. */
    final boolean admit(int block) {
        return LINKS.compareAndSet(links, block, (char) OUT, (char) NIL);
    }

    /** Takes a block off the chain that the caller took, and answers the block after it. */
    final int unlink(int block) {
        int next = links[block];
        links[block] = (char) OUT;
        return next;
    }

    /** The state: HELD, LISTED, FULL or DEAD. */
    public static int state(long word) {
        return (int) (word >>> STATE_SHIFT) & 3;
    }

    /** How many blocks have ever been given out. */
    public static int carved(long word) {
        return (int) (word >>> CARVED_SHIFT) & FIELD_MASK;
    }

    /** How many blocks are home. */
    public static int count(long word) {
        return (int) (word >>> COUNT_SHIFT) & FIELD_MASK;
    }

    /** The first block home, or {@link #NIL}. */
    public static int head(long word) {
        return (int) word & FIELD_MASK;
    }

    /** How many blocks are out: with users, in magazines, or on their way. */
    public static int used(long word) {
        return carved(word) - count(word);
    }

    /** Whether every block that was ever given out is home. */
    public static boolean allHome(long word) {
        return count(word) == carved(word);
    }

    /** The word with these fields. */
    public static long pack(int state, int carved, int count, int head) {
        return (long) state << STATE_SHIFT | (long) carved << CARVED_SHIFT | (long) count << COUNT_SHIFT | head;
    }

    /** {@code word} with another state. */
    static long withState(long word, int state) {
        return pack(state, carved(word), count(word), head(word));
    }

    /** What the step from {@code before} to {@code after} leaves to the caller who made it. */
    static Duty duty(long before, long after) {
        if (state(after) == DEAD) {
            return Duty.RETIRE;
        }
        return state(after) == LISTED && state(before) != LISTED ? Duty.LIST : Duty.NONE;
    }

    /** The fields in words, for messages and tests. */
    public static String toString(long word) {
        String state = switch (state(word)) {
            case HELD -> "HELD";
            case LISTED -> "LISTED";
            case FULL -> "FULL";
            default -> "DEAD";
        };
        String head = head(word) == NIL ? "NIL" : Integer.toString(head(word));
        return state + " carved=" + carved(word) + " count=" + count(word) + " head=" + head;
    }
}
