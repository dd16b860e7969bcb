package org.pinfold.heap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinfold.protocol.BatchRefill;
import org.pinfold.protocol.SlabWord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the audit finds in one chain: of a slab with four blocks carved, of which 0 to 2 are to go home as 0, 1, 2. */
class CounterAuditChainTest {
    private static final int CARVED = 4;
    private static final int BLOCKS = 3;

    private final int sizeClass = SizeClasses.of(64);
    private final Slab slab = new Slab(sizeClass, 1);
    private final CounterAudit ordered = new CounterAudit(false, found -> new IllegalStateException(found.detail()));
    private final CounterAudit exact = new CounterAudit(true, found -> new IllegalStateException(found.detail()));

    @BeforeEach
    void linkThreeBlocks() {
        BatchRefill.refill(slab, CARVED);
        for (int block = 0; block < CARVED; block++) {
            slab.carve(block);
        }
        for (int block = 0; block < BLOCKS; block++) {
            assertTrue(slab.goHome(block));
        }
        slab.link(0, 1);
        slab.link(1, 2);
    }

    private void expect(String problem) {
        for (CounterAudit audit : new CounterAudit[] {ordered, exact}) {
            assertEquals(problem, audit.ofPushed(slab, 0, BLOCKS));
            assertEquals(problem, audit.ofTaken(slab, SlabWord.pack(SlabWord.HELD, CARVED, BLOCKS, 0)));
        }
    }

    @Test
    void aSoundChainIsFoundSound() {
        expect(null);
        assertNull(exact.ofTaken(slab, SlabWord.pack(SlabWord.HELD, CARVED, 0, SlabWord.NIL)));
        assertEquals(3, exact.made());
        assertEquals(0, exact.mismatches());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 65535, the chain of length 3 breaks off after 2",
        "0, 65535, the chain of length 3 breaks off after 1",
        "1, 65534, the chain of length 3 breaks off after 2",
        "1, 4, the chain of length 3 breaks off after 2",
        "2, 0, the chain is longer than 3",
        "2, 2, the chain is longer than 3",
        "1, 0, the chain is longer than 3"
    })
    void aWrongLinkIsFound(int block, int next, String problem) {
        slab.link(block, next);
        expect(problem);
    }

    @Test
    void aBlockThatASecondFreeMayHaveMarkedIsLeftToThoseWhoLookForIt() {
        slab.take(1);
        assertNull(ordered.ofPushed(slab, 0, BLOCKS));
        assertEquals("block 1 in the chain is marked " + -sizeClass, exact.ofPushed(slab, 0, BLOCKS));
        slab.allocate(1);
        assertNull(ordered.ofPushed(slab, 0, BLOCKS));
        assertEquals("block 1 in the chain is marked " + sizeClass, exact.ofPushed(slab, 0, BLOCKS));
        slab.states(0)[1] = 0;
        expect("block 1 in the chain is marked 0");
    }

    @Test
    void aWordThatCannotBeIsFound() {
        assertNotNull(ordered.ofTaken(slab, SlabWord.pack(SlabWord.HELD, slab.capacity() + 1, BLOCKS, 0)));
        assertNotNull(ordered.ofTaken(slab, SlabWord.pack(SlabWord.HELD, BLOCKS - 1, BLOCKS, 0)));
        assertNotNull(ordered.ofTaken(slab, SlabWord.pack(SlabWord.HELD, CARVED, 0, 0)));
        assertEquals("a chain of length 5 comes home, where 4 are out", ordered.ofPushed(slab, 0, CARVED + 1));
    }
}
