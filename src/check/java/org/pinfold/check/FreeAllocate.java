package org.pinfold.check;

/** A block is freed while another thread allocates, where another one is free or none. */
final class FreeAllocate<B> extends Race<B> {
    private final int spare;
    private Holding<B> held;
    private Holding<B> got;
    private boolean freed;

    FreeAllocate(SubjectTests<B> tests, int spare) {
        super(tests, 1 + spare);
        this.spare = spare;
    }

    @Override
    OutcomeTable table() {
        boolean mayRefuse = promises.capacity() == Capacity.AT_MOST;
        boolean others = spare > 0 || promises.capacity() == Capacity.UNBOUNDED;
        return new OutcomeTable("free and allocate, " + (spare == 0 ? "no other block" : "another block") + " free")
                .allow("freed and allocated again", "the free came first")
                .allowIf(others, "freed, another one allocated", "there is another")
                .allowIf(!others || mayRefuse, "freed, refused, then allocated", "the allocation came first")
                .allowIf(mayRefuse, "freed, refused, then refused", "it may refuse early");
    }

    @Override
    void arrange() {
        held = hold(subject().allocate(size), 1);
        got = null;
    }

    @Override
    boolean isArranged() {
        return held != null;
    }

    @Override
    void first() {
        freed = held == null || subject().free(held.block());
    }

    @Override
    void second() {
        got = hold(subject().allocate(size), 2);
    }

    @Override
    String outcome() {
        if (!freed) {
            return "the free of a held block is refused";
        }
        if (got != null) {
            boolean again = held == null || same(held, got);
            return (again ? "freed and allocated again" : "freed, another one allocated") + givenBack(got);
        }
        Holding<B> later = hold(subject().allocate(size), 1);
        return "freed, refused, " + (later == null ? "then refused" : "then allocated") + givenBack(later);
    }
}
