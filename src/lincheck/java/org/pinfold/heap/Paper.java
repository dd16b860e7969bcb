package org.pinfold.heap;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Memory on paper: addresses, what is committed of them, what is written there, and whose it is.
 *
 * <p>A user marks a block when he has it and removes the mark before he lets go; so while the heap is right, it orders
 * these plain accesses, and the model checker does not interleave them.
 */
final class Paper extends PaperSource {
    /** Divides the sizes and addresses of all blocks of the check. */
    static final int GRANULE = 1 << 13;

    private static final long BASE = 1L << 40;

    private final long limit;
    private final AtomicInteger open = new AtomicInteger();
    private final boolean[] committed;
    private final int[] contents;
    private final boolean[] owned;
    /** Whether the heap itself has touched the place since its pages went back. */
    private final boolean[] touched;
    private String damage;
    private volatile boolean ended;

    /** Of which no more than so many bytes may be committed. */
    Paper(long limit) {
        this.limit = limit;
        int superslabs = HeapCore.RESERVE_FACTOR * (int) (limit >>> Superslab.SHIFT);
        int granules = superslabs * (int) (Superslab.BYTES / GRANULE);
        committed = new boolean[superslabs];
        contents = new int[granules];
        owned = new boolean[granules];
        touched = new boolean[granules];
    }

    /** A user has this block now, and writes. */
    void take(long address, long bytes, int content) {
        for (int at = at(address); at < at(address + bytes); at++) {
            if (owned[at]) {
                damage("two users have 0x" + Long.toHexString(address));
            }
            owned[at] = true;
            contents[at] = content;
        }
    }

    /** The user is about to let go of a block, in which he finds what he wrote. */
    void giveUp(long address, long bytes, int content) {
        expect(address, bytes, content);
        for (int at = at(address); at < at(address + bytes); at++) {
            owned[at] = false;
        }
    }

    /** A block has this content; unless the heap is about to end, and takes the pages of its users too. */
    void expect(long address, long bytes, int content) {
        if (ended) {
            return;
        }
        for (int at = at(address); at < at(address + bytes); at++) {
            if (contents[at] != content) {
                damage("0x" + Long.toHexString(address) + " holds " + contents[at] + " instead of " + content);
                return;
            }
        }
    }

    /** The heap writes. */
    void fill(long address, long bytes) {
        for (int at = at(address); at < end(address, bytes); at++) {
            contents[at] = 0;
            touched[at] = true;
        }
    }

    /** The heap reads and writes. */
    void copy(long from, long to, long bytes) {
        for (int at = at(from); at < end(from, bytes); at++) {
            int target = at - at(from) + at(to);
            contents[target] = contents[at];
            touched[at] = true;
            touched[target] = true;
        }
    }

    /** From now on pages of users' blocks may go. */
    void mayEnd() {
        ended = true;
    }

    @Override
    public void commit(long address, long bytes) {
        for (int at = superslab(address); at < superslab(address + bytes); at++) {
            if (committed[at]) {
                damage("a superslab is committed twice");
            }
            committed[at] = true;
            if (open.incrementAndGet() * Superslab.BYTES > limit) {
                damage("more is committed than the limit allows");
            }
        }
    }

    @Override
    public void purge(long address, long bytes) {
        if (bytes == Superslab.BYTES) {
            if (!committed[superslab(address)]) {
                damage("a superslab is purged that is not committed");
            }
            committed[superslab(address)] = false;
            open.decrementAndGet();
        }
        for (int at = at(address); at < end(address, bytes); at++) {
            if (owned[at] && !ended) {
                damage("pages of a user's block are given back");
            }
            // At the end, users look in vain for what they wrote, and are not to blame.
            contents[at] = ended ? contents[at] : 0;
            touched[at] = false;
        }
    }

    /** How many superslabs are committed. */
    int open() {
        return open.get();
    }

    /** Whether the heap has touched a page since it went back. */
    boolean isTouched() {
        for (boolean place : touched) {
            if (place) {
                return true;
            }
        }
        return false;
    }

    void damage(String what) {
        damage = damage == null ? what : damage;
    }

    /** What has gone wrong first, or null. */
    String damage() {
        return damage;
    }

    private static int superslab(long address) {
        return (int) (address - BASE >>> Superslab.SHIFT);
    }

    private static int at(long address) {
        return (int) ((address - BASE) / GRANULE);
    }

    private static int end(long address, long bytes) {
        return at(address + bytes + GRANULE - 1);
    }
}
