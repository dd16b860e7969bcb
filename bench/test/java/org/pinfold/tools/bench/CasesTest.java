package org.pinfold.tools.bench;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinfold.tools.peer.ArenaPeer;
import org.pinfold.tools.peer.EmptyObjectPeer;
import org.pinfold.tools.peer.Peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CasesTest {
    @Test
    void theMainRowsAreTheSixThatCount() {
        assertEquals(List.of("pair-64", "pair-16k", "random-mixed", "mid-large", "batch-lifo", "batch-fifo"),
                Cases.all().stream().map(Case::row).filter(Row::main).map(Row::name).toList());
    }

    @Test
    void namesAreUniqueAndGrowthsRowsAreThere() {
        assertEquals(Cases.all().size(), Cases.names().distinct().count());
        Growth.ROWS.forEach(name -> assertTrue(Cases.named(name).isPresent(), name));
        assertFalse(Cases.usual().stream().anyMatch(one -> one.row().name().startsWith("live-")));
        assertTrue(Cases.usual().stream().anyMatch(one -> one.row().name().equals("producer-consumer")));
    }

    @Test
    void sharedBlocksAreReadByThoseThatHaveThem() {
        Case reads = Cases.named("shared-read").orElseThrow();
        assertFalse(Cases.usual().contains(reads));
        assertEquals(1, reads.withThreads(1).threads());
        assertEquals(2, Cases.named("shared-read-2").orElseThrow().withThreads(1).threads());
        assertFalse(reads.crossesThreads(2), "the block is freed by the thread that allocated it, or by none");
        try (Peer arenas = new ArenaPeer(1, ArenaPeer.Kind.CONFINED); Peer empty = new EmptyObjectPeer(1)) {
            assertEquals(Optional.of("nobody counts who uses its blocks"), reads.obstacle(arenas, 1));
            assertEquals(Optional.empty(), reads.obstacle(empty, 1));
            Case larson = Cases.named("larson").orElseThrow();
            assertEquals(Optional.empty(), larson.obstacle(arenas, 1));
            assertTrue(larson.obstacle(arenas, 2).orElseThrow().startsWith("only the thread that allocated"));
        }
    }

    @Test
    void pairsOfThreadsAreWhole() {
        Case pairs = Cases.named("producer-consumer").orElseThrow();
        assertEquals(2, pairs.withThreads(1).threads());
        assertEquals(4, pairs.withThreads(3).threads());
        assertTrue(pairs.crossesThreads(2));
        Case shared = Cases.named("larson").orElseThrow();
        assertEquals(1, shared.withThreads(1).threads());
        assertFalse(shared.crossesThreads(1));
        assertTrue(shared.crossesThreads(2));
        assertEquals(8, Cases.named("random-mixed-8").orElseThrow().withThreads(1).threads());
    }
}
