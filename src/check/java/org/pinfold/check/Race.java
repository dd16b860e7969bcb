package org.pinfold.check;

import java.util.List;

/**
 * Two operations that are raced, again and again, on one subject that they leave as they found it.
 *
 * @param <B> a block
 */
abstract class Race<B> {
    final Promises promises;
    final int size;
    private final SubjectTests<B> tests;
    private final int capacity;
    private Subject<B> subject;

    /**
     * A race on a subject of its own.
     *
     * @param capacity of the subject
     */
    Race(SubjectTests<B> tests, int capacity) {
        this.tests = tests;
        this.capacity = capacity;
        this.promises = tests.promises();
        this.size = promises.leastSize();
    }

    /** The outcomes that are allowed, each with its reason. */
    abstract OutcomeTable table();

    /** Before each race, alone. */
    abstract void arrange();

    /** At the same time as {@link #second}. */
    abstract void first();

    /** At the same time as {@link #first}. */
    abstract void second();

    /** Whether there was what {@link #arrange} needs; a subject that may refuse early may have refused it. */
    boolean isArranged() {
        return true;
    }

    /** What came of it, in the words of the table; alone. Gives every block back. */
    abstract String outcome();

    /** Whether a race uses its subject up. */
    boolean needsFreshSubject() {
        return false;
    }

    /** How many races there are to be. */
    int samples(Bounds bounds) {
        return bounds.samples();
    }

    final Bounds bounds() {
        return tests.bounds();
    }

    final Subject<B> subject() {
        return subject;
    }

    /** Begins with another subject, as after an outcome that must not be: the old one may be in any state. */
    final void renew() {
        subject = tests.newSubject(capacity);
    }

    final void end() {
        subject.close();
    }

    /** Stamps a block, if there is one. */
    final Holding<B> hold(B block, int owner) {
        return block == null ? null : new Holding<>(block, size, new Stamp(owner, 1)).write(subject);
    }

    /** Frees a block that is held, if there is one; tells what is wrong with it or its free, or nothing. */
    final String givenBack(Holding<B> holding) {
        if (holding == null) {
            return "";
        }
        String wrong = holding.wrong(subject);
        return (wrong == null ? "" : ", and the content is damaged")
                + (subject.free(holding.block()) ? "" : ", and the free of a held block is refused");
    }

    /** Where the capacity is exact and all is given back, all can be had; tells what else is the case, or nothing. */
    final String roomLeft() {
        if (promises.capacity() != Capacity.EXACT || needsFreshSubject()) {
            return "";
        }
        List<String> problems = Quiesce.room(subject, promises, capacity);
        return problems.isEmpty() ? "" : ", and then " + String.join("; ", problems);
    }

    /** Whether these are one block; neither may be null. */
    final boolean same(Holding<B> one, Holding<B> other) {
        return subject.identity(one.block()).equals(subject.identity(other.block()));
    }
}
