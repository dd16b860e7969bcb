package org.pinfold.arena;

import java.util.List;
import java.util.stream.Stream;

/** The contract of arenas, case by case. */
public final class ArenaCases {
    private ArenaCases() {
    }

    /** All of them, for any kind of arena. */
    public static List<ArenaCase> all() {
        return Stream.of(AllocationCases.all(), LifetimeCases.all(), ThreadCases.all()).flatMap(List::stream).toList();
    }
}
