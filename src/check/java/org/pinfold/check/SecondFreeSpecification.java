package org.pinfold.check;

/** What {@link SecondFreeOperations} answer when they come one at a time. Public for Lincheck alone. */
public class SecondFreeSpecification {
    private final boolean[] free = new boolean[SecondFreeOperations.BLOCKS];

    /** The first free of a block is the only one. */
    public String free(int block) {
        if (free[block]) {
            return Answer.REFUSED.toString();
        }
        free[block] = true;
        return Answer.FREED.toString();
    }
}
