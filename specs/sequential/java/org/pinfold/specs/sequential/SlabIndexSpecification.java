package org.pinfold.specs.sequential;

/**
 * What is adopted has the wanted class and one holder, and a block always comes home: that is all a single operation
 * promises, since an adopter may find nothing while others are at work.
 *
 * <p>That no listed slab is lost is a statement about the end, which the test looks at after each execution.
 */
public class SlabIndexSpecification {
    public boolean free(int thread) {
        return true;
    }

    public boolean adopt(int kind, int thread) {
        return true;
    }

    public boolean letGo(int thread) {
        return true;
    }
}
