package org.pinfold.evidence;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Which class of the library a test is about. */
class EvidenceTest {
    @Test
    void theSubjectIsTheLongestNameThatFits() {
        assertEquals("MemoryBudget", Evidence.subject("MemoryBudgetParentStress"));
        assertEquals("SlabIndex", Evidence.subject("SlabIndexStress"));
        assertEquals("Slab", Evidence.subject("SlabTest"));
        assertEquals("Unknown", Evidence.subject("Unknown"));
    }
}
