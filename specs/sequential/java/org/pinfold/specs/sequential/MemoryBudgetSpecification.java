package org.pinfold.specs.sequential;

/** A number between nothing and the limit. */
public class MemoryBudgetSpecification {
    private static final int LIMIT = 10;

    private long used;

    public boolean tryTake(int amount) {
        boolean fits = used + amount <= LIMIT;
        used += fits ? amount : 0;
        return fits;
    }

    public boolean giveBack(int amount) {
        boolean there = amount <= used;
        used -= there ? amount : 0;
        return there;
    }

    public long used() {
        return used;
    }
}
