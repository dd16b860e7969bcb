package org.pinfold.protocol;

import java.util.BitSet;

/**
 * An oracle for exclusive ownership: a thread marks what it has just got, and removes the mark before it lets go.
 *
 * <p>Marks are set within an ownership and so need no order of their own: while the protocol is right, it orders them;
 * where two threads own a thing at once, the second one finds the first one's mark.
 */
final class Marks {
    private final BitSet marked = new BitSet();

    /** Whether none of {@code first} to {@code end - 1} was marked; all are now. */
    boolean mark(int first, int end) {
        boolean free = marked.get(first, end).isEmpty();
        marked.set(first, end);
        return free;
    }

    void remove(int first, int end) {
        marked.clear(first, end);
    }

    int count() {
        return marked.cardinality();
    }
}
