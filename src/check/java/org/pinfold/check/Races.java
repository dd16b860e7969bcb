package org.pinfold.check;

import java.util.ArrayList;
import java.util.List;

/** Which pairs of operations are raced on a subject that makes these promises. */
final class Races {
    private Races() {
    }

    static <B> List<Race<B>> of(SubjectTests<B> tests) {
        Promises promises = tests.promises();
        List<Race<B>> races = new ArrayList<>();
        races.add(new AllocateAllocate<>(tests, 2));
        races.add(new FreeAllocate<>(tests, 1));
        if (promises.capacity() != Capacity.UNBOUNDED) {
            races.add(new AllocateAllocate<>(tests, 1));
            races.add(new FreeAllocate<>(tests, 0));
        }
        races.add(new FreeFree<>(tests));
        if (promises.secondFree() == SecondFree.EXACT) {
            races.add(new SecondFrees<>(tests));
        }
        if (promises.closable()) {
            races.add(new CloseAllocate<>(tests));
        }
        return races;
    }
}
