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
     * @return the subject, which the check closes
     */
    Subject<B> newSubject(int capacity);

    /**
     * What the subject promises.
     *
     * @return what it is held to; {@link Promises#FEWEST}, if not overridden
     */
    default Promises promises() {
        return Promises.FEWEST;
    }

    /**
     * How much to check.
     *
     * @return the bounds; what the system properties say, if not overridden
     */
    default Bounds bounds() {
        return Bounds.current();
    }
}
