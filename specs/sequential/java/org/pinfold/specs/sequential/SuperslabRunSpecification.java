package org.pinfold.specs.sequential;

/**
 * A run that is claimed is nobody else's: that is all a single claim promises, since it may fail without need.
 *
 * <p>That nothing is lost is a statement about the end, which the test looks at after each execution.
 */
public class SuperslabRunSpecification {
    public boolean claimWide(int thread) {
        return true;
    }

    public boolean claimNarrow(int thread) {
        return true;
    }

    public boolean giveBack(int thread) {
        return true;
    }
}
