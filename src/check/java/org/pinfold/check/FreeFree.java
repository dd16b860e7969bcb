package org.pinfold.check;

/** Two threads free different blocks, and both are there afterwards. */
final class FreeFree<B> extends Race<B> {
    private Holding<B> one;
    private Holding<B> two;
    private boolean oneFreed;
    private boolean twoFreed;

    FreeFree(SubjectTests<B> tests) {
        super(tests, 2);
    }

    @Override
    OutcomeTable table() {
        return new OutcomeTable("free and free, of two blocks")
                .allow("both freed, two blocks to be had", "each free counts")
                .allowIf(promises.capacity() == Capacity.AT_MOST, "both freed, fewer to be had", "it may refuse early");
    }

    @Override
    void arrange() {
        one = hold(subject().allocate(size), 1);
        two = hold(subject().allocate(size), 2);
    }

    @Override
    boolean isArranged() {
        return one != null && two != null;
    }

    @Override
    void first() {
        oneFreed = one == null || subject().free(one.block());
    }

    @Override
    void second() {
        twoFreed = two == null || subject().free(two.block());
    }

    @Override
    String outcome() {
        if (!oneFreed || !twoFreed) {
            return "the free of a held block is refused";
        }
        Holding<B> next = hold(subject().allocate(size), 1);
        Holding<B> afterNext = hold(subject().allocate(size), 2);
        if (next != null && afterNext != null && same(next, afterNext)) {
            return "both freed, then one block for two";
        }
        return "both freed, " + (next != null && afterNext != null ? "two blocks" : "fewer") + " to be had"
                + givenBack(next) + givenBack(afterNext);
    }
}
