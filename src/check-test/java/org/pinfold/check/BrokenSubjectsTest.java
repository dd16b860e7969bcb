package org.pinfold.check;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Subjects that are broken on purpose are caught, and told of in words that help. */
@ExtendWith(TierBounds.class)
class BrokenSubjectsTest {
    private static final SubjectTests<Integer> RACY = new RacyPool.Tests();

    @Test
    void lincheckShowsHowARacyPoolHandsOutABlockTwice() {
        expectTold(() -> LincheckRun.check(RACY, AllocationOperations.class, AllocationSpecification.class),
                "RacyPool$Tests", "| allocate(", "AGAIN, WHICH THREAD", "switch", "Expected:", "Next:");
    }

    @Test
    void lincheckShowsHowTwoFreesOfOneBlockAreAccepted() {
        expectTold(() -> LincheckRun.check(RACY, SecondFreeOperations.class, SecondFreeSpecification.class),
                "| free(", "freed", "switch", "Expected:", "Next:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"allocate and allocate, two blocks free", "allocate and allocate, one block free",
        "free and allocate, another block free", "free and allocate, no other block free",
        "free and free, of two blocks", "free and free, of one block"})
    void eachTableCatchesARacyPool(String name) {
        Race<Integer> race = Races.of(RACY).stream()
                .filter(each -> each.table().race().equals(name)).findAny().orElseThrow();
        expectTold(() -> RaceRun.run(race), name + ":", "allowed", "FORBIDDEN", "race number", "pinfold.check.seed=");
    }

    @Test
    void theSoakCatchesALeakyPoolByItsBooks() {
        expectTold(() -> Soak.run(new LeakyPool.Tests()), "LeakyPool$Tests", "after round ",
                "CONSERVATION: ", " blocks are free, only ", "the others are lost", " allocated - ", " held.",
                "pinfold.check.seed=");
    }

    @ParameterizedTest
    @EnumSource
    void eachFaultIsCaught(PoolWithFault.Fault fault) {
        PoolWithFault.Tests tests = new PoolWithFault.Tests(fault);
        switch (fault) {
            case NONE -> assertAll(() -> Soak.run(tests), tests::aSecondFreeIsRefusedAndDoesNoHarm,
                    tests::aSecondFreeByAnotherThreadIsRefused, tests::anExhaustedSubjectRefusesAndRecovers,
                    tests::aClosedSubjectRefuses);
            case BLOCKS_OVERLAP -> expectTold(() -> Soak.run(tests), "OVERWRITTEN: block ", "byte 15 of 16 is not");
            case ACCEPTS_SECOND_FREES -> assertAll(
                    () -> expectTold(tests::aSecondFreeIsRefusedAndDoesNoHarm, "the second free of "),
                    () -> expectTold(tests::aSecondFreeByAnotherThreadIsRefused, "the second free of "));
            case REFUSES_EARLY -> assertAll(
                    () -> expectTold(tests::anExhaustedSubjectRefusesAndRecovers, "refused, with 2 of 3 blocks held"),
                    () -> expectTold(() -> Soak.run(tests), "CONSERVATION"));
            case HANDS_OUT_AFTER_CLOSE -> expectTold(tests::aClosedSubjectRefuses, "a block of a closed subject");
            case THROWS -> expectTold(() -> Soak.run(tests), "THREW, in thread ", "no blocks today", "PoolWithFault");
            // Time enough for each of its threads to come to where it waits.
            case WAITS -> expectTold(() -> with("seconds", "15", () -> Soak.run(tests)), "has not ended",
                    "PoolWithFault.allocate");
            case COUNTS_WRONG -> expectTold(() -> Soak.run(tests), "CONSERVATION: callers hold ");
            default -> throw new AssertionError(fault);
        }
    }

    @Test
    void closingThatDoesNotRefuseIsCaughtByItsRace() {
        Race<Integer> race = new CloseAllocate<>(new PoolWithFault.Tests(PoolWithFault.Fault.HANDS_OUT_AFTER_CLOSE));
        expectTold(() -> RaceRun.run(race), "close and allocate", "FORBIDDEN", "and still it hands out blocks");
    }

    /** So many races do not fit into so short a time. */
    @Test
    void tooFewSamplesAreAFailure() {
        Race<Integer> race = new FreeFree<>(new PoolWithFault.Tests(PoolWithFault.Fault.NONE));
        expectTold(() -> with("seconds", "3", () -> with("samples", "2000000000", () -> RaceRun.run(race))),
                "Only ", "samples within 3 seconds", "pinfold.check.samples=");
    }

    private static void expectTold(Executable check, String... words) {
        String told = assertThrows(AssertionError.class, check).getMessage();
        assertAll(Arrays.stream(words)
                .map(word -> () -> assertTrue(told.contains(word), () -> "not told: " + word + "\nin: " + told)));
    }

    private static void with(String bound, String value, Executable check) throws Throwable {
        String property = "pinfold.check." + bound;
        String before = System.setProperty(property, value);
        try {
            check.execute();
        } finally {
            System.setProperty(property, before);
        }
    }
}
