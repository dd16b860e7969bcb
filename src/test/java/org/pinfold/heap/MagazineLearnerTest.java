package org.pinfold.heap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The rule, and what it makes of what a program has done. */
class MagazineLearnerTest {
    private static final int FEWEST = 16;
    private static final int MOST = 2048;
    private static final int SIZE_CLASS = 4;

    @ParameterizedTest
    @CsvSource({
        "2048, 0, 1024", "2048, 3, 1024", "2048, 4, 2048", "128, 15, 128", "128, 16, 256", "2048, 99, 2048",
        "20, 1, 16", "16, 1, 16", "16, 0, 0", "0, 0, 0", "0, 3, 16", "0, 20, 16"
    })
    void aMagazineGetsHalfIfItIsQuietAndTwiceIfItIsBusy(int length, int moves, int bound) {
        assertEquals(bound, MagazineLearner.nextBound(length, moves, FEWEST, MOST));
    }

    @Test
    void whatHalvingBringsAboutDoesNotMakeItGrow() {
        // A magazine of half the length moves twice as often, about.
        for (int moves = 1; moves < MagazineLearner.QUIET; moves++) {
            assertTrue(MagazineLearner.nextBound(1024, 2 * moves, FEWEST, MOST) <= 1024);
        }
    }

    @Test
    void movesAreCountedFromLookToLook() {
        MagazineLearner learner = new MagazineLearner();
        int[] lengths = new int[SizeClasses.COUNT];
        int[] moves = new int[SizeClasses.COUNT];
        lengths[SIZE_CLASS] = 1024;
        moves[SIZE_CLASS] = Integer.MAX_VALUE;
        learner.learn(lengths, moves);
        moves[SIZE_CLASS] += MagazineLearner.QUIET;
        assertEquals(1024, learner.learn(lengths, moves).of(SIZE_CLASS), "the count may overflow");
        assertEquals(512, learner.learn(lengths, moves).of(SIZE_CLASS), "it has not moved since");
    }

    /** What one thread of a replayed trace did to one class, look by look; and the bounds that were published. */
    private record Look(int length, int moves, int fewest, int most, int bound) {
    }

    private static List<Look> recorded() throws IOException {
        List<Look> looks = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                MagazineLearnerTest.class.getResourceAsStream("magazine-looks.csv"), StandardCharsets.UTF_8))) {
            lines.lines().skip(1).map(line -> line.split(",")).forEach(f -> looks.add(new Look(Integer.parseInt(f[0]),
                    Integer.parseInt(f[1]), Integer.parseInt(f[2]), Integer.parseInt(f[3]), Integer.parseInt(f[4]))));
        }
        return looks;
    }

    @Test
    void theSameFiguresGiveTheSameBounds() throws IOException {
        List<Look> looks = recorded();
        assertTrue(looks.size() >= 500, () -> looks.size() + " looks");
        for (Look look : looks) {
            assertEquals(look.bound(), MagazineLearner.nextBound(
                    look.length(), look.moves(), look.fewest(), look.most()), look::toString);
        }
        assertTrue(looks.stream().anyMatch(look -> look.bound() < look.length()), "some shrink");
        assertTrue(looks.stream().anyMatch(look -> look.moves() >= MagazineLearner.BUSY), "some are busy");
    }
}
