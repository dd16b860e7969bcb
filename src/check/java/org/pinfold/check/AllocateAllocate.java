package org.pinfold.check;

/** Two threads allocate, where there is room for two blocks or for one. */
final class AllocateAllocate<B> extends Race<B> {
    private final int room;
    private Holding<B> one;
    private Holding<B> two;

    AllocateAllocate(SubjectTests<B> tests, int room) {
        super(tests, room);
        this.room = room;
    }

    @Override
    OutcomeTable table() {
        boolean mayRefuse = promises.capacity() == Capacity.AT_MOST;
        return new OutcomeTable("allocate and allocate, " + (room == 1 ? "one block" : "two blocks") + " free")
                .allowIf(room > 1, "two blocks", "there is one for each")
                .allowIf(room == 1 || mayRefuse, "one block, one refused",
                        room == 1 ? "there is one, whoever comes first" : "it may refuse early")
                .allowIf(mayRefuse, "both refused", "it may refuse early");
    }

    @Override
    void arrange() {
        one = null;
        two = null;
    }

    @Override
    void first() {
        one = hold(subject().allocate(size), 1);
    }

    @Override
    void second() {
        two = hold(subject().allocate(size), 2);
    }

    @Override
    String outcome() {
        if (one != null && two != null && same(one, two)) {
            return "one block for both";
        }
        String seen = one != null && two != null ? "two blocks"
                : one == null && two == null ? "both refused" : "one block, one refused";
        return seen + givenBack(one) + givenBack(two);
    }
}
