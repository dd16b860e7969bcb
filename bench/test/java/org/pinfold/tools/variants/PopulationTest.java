package org.pinfold.tools.variants;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.pinfold.Heap;
import org.pinfold.tools.peer.Memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Wrong answers are found out: the canaries are variants that give some. */
class PopulationTest {
    private static final int BLOCKS = 300;
    private static final int STEP = 16;

    @Test
    void requestsAreOfAllSizesAndAsTheSeedSays() {
        int[] requests = Population.requests(10_000, 3);
        assertArrayEquals(requests, Population.requests(10_000, 3));
        assertTrue(Arrays.stream(requests).allMatch(size -> size >= 1 && size <= Variant.LARGEST_REQUEST));
        assertTrue(Arrays.stream(requests).filter(size -> size < 32).count() > 1000);
        assertTrue(Arrays.stream(requests).filter(size -> size > 512).count() > 500);
    }

    @Test
    void aVariantThatIsRightPassesEveryPass() {
        try (Population population = population(new TableVariant())) {
            for (Pass pass : Pass.values()) {
                assertTrue(population.nanos(pass, 2) >= 0);
                population.check();
            }
        }
    }

    @Test
    void oneWrongAnswerInATimedPassIsFound() {
        for (Pass pass : new Pass[] {Pass.LOOKUP, Pass.LOOKUP_AFTER_USE}) {
            try (Population population = broken(lookup -> lookup == 7 ? STEP : 0)) {
                WrongSizeException e = assertThrows(WrongSizeException.class, () -> population.nanos(pass, 1));
                assertTrue(e.getMessage().contains("broken: in pass " + pass), e::getMessage);
            }
        }
    }

    @Test
    void wrongAnswersThatAddUpRightlyAreFoundByTheCheck() {
        try (Population population = broken(lookup -> lookup % BLOCKS == 1 ? STEP : lookup % BLOCKS == 2 ? -STEP : 0)) {
            assertTrue(population.nanos(Pass.LOOKUP, 1) >= 0);
            WrongSizeException e = assertThrows(WrongSizeException.class, population::check);
            assertTrue(e.getMessage().startsWith("broken: the block at 0x"), e::getMessage);
        }
    }

    @Test
    void aFreeIntoTheWrongStackIsFoundByTheCheck() {
        for (Pass pass : new Pass[] {Pass.PAIR, Pass.PAIR_AFTER_USE}) {
            try (Population population = broken(lookup -> lookup == 7 ? STEP : 0)) {
                population.nanos(pass, 1);
                WrongSizeException e = assertThrows(WrongSizeException.class, population::check);
                assertTrue(e.getMessage().startsWith("broken: the heap has given"), e::getMessage);
            }
        }
    }

    /** A header changed to a smaller size: the block is handed out again for that size, and its header then fits. */
    @Test
    void aBlockThatIsNotWhatItsHeaderSaysIsFoundByTheCheck() {
        HeaderVariant variant = new HeaderVariant();
        long large = variant.allocate(Variant.LARGEST_REQUEST);
        Memory.putByte(HeaderVariant.header(large), Ladder.number((int) Heap.goodSize(1 + HeaderVariant.HEADROOM)));
        variant.free(large);
        try (Population population = new Population(variant, new int[] {1}, new int[] {0})) {
            WrongSizeException e = assertThrows(WrongSizeException.class, population::check);
            assertTrue(e.getMessage().contains("the variant says 32, the heap "), e::getMessage);
        }
    }

    private static Population broken(LongUnaryOperator error) {
        return population(new BrokenVariant(error));
    }

    private static Population population(Variant variant) {
        return new Population(variant, Population.requests(BLOCKS, 1), Order.RANDOM.of(BLOCKS, 1));
    }
}
