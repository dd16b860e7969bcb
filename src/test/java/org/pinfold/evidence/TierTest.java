package org.pinfold.evidence;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What each {@link Tier} chooses. */
class TierTest {
    @ParameterizedTest
    @CsvSource({"verify, VERIFY, 1", "evidence, EVIDENCE, 2", "NIGHT, NIGHT, 3"})
    void aNameAndABound(String name, Tier tier, int bound) {
        assertEquals(tier, Tier.named(name));
        assertEquals(bound, tier.choose(1, 2, 3));
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Tier.named("full"));
    }

    @Test
    void verifyTakesTheFirstOfEachGroup() {
        assertEquals(List.of("a1", "b1"), Tier.VERIFY.select(numbered(), each -> each.charAt(0)).toList());
    }

    @ParameterizedTest
    @CsvSource({"EVIDENCE", "NIGHT"})
    void theOthersTakeAll(Tier tier) {
        assertEquals(numbered().toList(), tier.select(numbered(), each -> each.charAt(0)).toList());
    }

    @Test
    void aPropertyOverridesTheBound() {
        System.setProperty("tier.test", "7");
        try {
            assertEquals(7, Tier.bound("tier.test", 1, 2, 3));
        } finally {
            System.clearProperty("tier.test");
        }
    }

    private static Stream<String> numbered() {
        return Stream.of("a1", "a2", "b1", "b2");
    }
}
