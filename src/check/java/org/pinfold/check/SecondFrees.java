package org.pinfold.check;

/** Two threads free the same block. */
final class SecondFrees<B> extends Race<B> {
    private Holding<B> held;
    private boolean byFirst;
    private boolean bySecond;

    SecondFrees(SubjectTests<B> tests) {
        super(tests, 2);
    }

    @Override
    OutcomeTable table() {
        return new OutcomeTable("free and free, of one block")
                .allow("one freed, one refused", "exactly one of them is the first");
    }

    @Override
    void arrange() {
        held = hold(subject().allocate(size), 1);
    }

    @Override
    boolean isArranged() {
        return held != null;
    }

    @Override
    void first() {
        byFirst = held == null || subject().free(held.block());
    }

    @Override
    void second() {
        bySecond = held != null && subject().free(held.block());
    }

    @Override
    String outcome() {
        String seen = byFirst && bySecond ? "both freed"
                : byFirst || bySecond ? "one freed, one refused" : "both refused";
        Holding<B> next = hold(subject().allocate(size), 1);
        Holding<B> afterNext = hold(subject().allocate(size), 2);
        if (next != null && afterNext != null && same(next, afterNext)) {
            return seen + ", then it is handed out to two";
        }
        return seen + givenBack(next) + givenBack(afterNext);
    }
}
