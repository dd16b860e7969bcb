package org.pinfold.check;

/**
 * What {@link SecondFreeOperations} answer when they come one at a time. Public for Lincheck alone.
 *
 * @hidden
 */
public class SecondFreeSpecification {
    private final boolean[] free = new boolean[SecondFreeOperations.BLOCKS];

    /** None is free. */
    public SecondFreeSpecification() {
    }

    /**
     * The first free of a block is the only one.
     *
     * @param block the number of one
     * @return the only right answer
     */
    public String free(int block) {
        if (free[block]) {
            return Answer.REFUSED.toString();
        }
        free[block] = true;
        return Answer.FREED.toString();
    }
}
