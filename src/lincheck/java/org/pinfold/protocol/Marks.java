package org.pinfold.protocol;

/**
 * An oracle for exclusive ownership: a thread marks what it has just got, and removes the mark before it lets go.
 *
 * <p>Marks are set within an ownership and so need no order of their own: while the protocol is right, it orders them;
 * where two threads own a thing at once, the second one finds the first one's mark. Each thing has an array element of
 * its own, so that threads which own different things do not touch each other's marks.
 */
final class Marks {
    private static final int THINGS = 1 << 7;
    private final boolean[] marked = new boolean[THINGS];

    /** Whether none of {@code first} to {@code end - 1} was marked; all are now. */
    boolean mark(int first, int end) {
        boolean free = true;
        for (int thing = first; thing < end; thing++) {
            free &= !marked[thing];
            marked[thing] = true;
        }
        return free;
    }

    void remove(int first, int end) {
        for (int thing = first; thing < end; thing++) {
            marked[thing] = false;
        }
    }

    int count() {
        int count = 0;
        for (boolean mark : marked) {
            count += mark ? 1 : 0;
        }
        return count;
    }
}
