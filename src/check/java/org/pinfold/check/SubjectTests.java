package org.pinfold.check;

/**
 * What every suite has to know of its subject.
 *
 * @param <B> a block
 */
public interface SubjectTests<B> {
    /**
     * Makes a subject that no one else uses.
     *
     * @param capacity how many blocks it must have room for; no more, if it promises {@link Capacity#EXACT} or
     *     {@link Capacity#AT_MOST}
     */
    Subject<B> newSubject(int capacity);

    /** What the subject promises. */
    default Promises promises() {
        return Promises.FEWEST;
    }

    /** How much to check; what the system properties say, unless overridden. */
    default Bounds bounds() {
        return Bounds.current();
    }
}
