package org.pinfold.heap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pinfold.heap.ExperimentalHeap.Corrupt;
import org.pinfold.protocol.BatchRefill;
import org.pinfold.protocol.BlockState;
import org.pinfold.protocol.Duty;
import org.pinfold.protocol.RemoteFreeQueue;
import org.pinfold.protocol.SlabWord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A slab whose books were made wrong is found, told of, and taken out of use; without the audit it is not found. */
class CounterAuditTest {
    private static final Experiments AUDITED = Experiments.DEFAULT.withCounterAudit(true);
    private static final int BLOCKS = 200;

    private final Logger logger = Logger.getLogger("org.pinfold");
    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            // That thread may have something to say of a heap that another test has left; of these it knows none.
            if (!Thread.currentThread().getName().equals("pinfold-maintenance")) {
                logged.add(entry.getLevel() + " " + entry.getMessage());
            }
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    /** A live block, in a slab that nobody holds and where many other blocks are home. */
    private static long blockBesideManyAtHome(ExperimentalHeap heap, long byteSize) {
        long kept = heap.malloc(byteSize);
        long[] others = new long[BLOCKS];
        Arrays.setAll(others, i -> heap.malloc(byteSize));
        for (long block : others) {
            heap.free(block);
        }
        heap.flush();
        assertTrue(SlabWord.count(heap.slabOf(kept).getVolatile()) >= BLOCKS);
        return kept;
    }

    /** The second block is not in the chain any more, but counted. */
    private static void dropALink(Slab slab) {
        int head = SlabWord.head(slab.getVolatile());
        slab.link(head, slab.next(slab.next(head)));
    }

    /** One block more is counted as home than is: this block, which its user still believes to have. */
    private static void countOneTooMany(Slab slab, long address) {
        int block = slab.blockAt(address);
        assertTrue(RemoteFreeQueue.admit(slab, block));
        assertNotEquals(Duty.REFUSED, RemoteFreeQueue.push(slab, block, block, 2));
    }

    private static Corrupt corrupt(Runnable action) {
        return assertThrows(Corrupt.class, action::run);
    }

    @Test
    void aRefillFindsABrokenChainAndOtherSlabsServeOn() {
        try (ExperimentalHeap heap = ExperimentalHeap.with(AUDITED)) {
            long kept = blockBesideManyAtHome(heap, 64);
            Slab broken = heap.slabOf(kept);
            dropALink(broken);
            Corrupt thrown = corrupt(() -> heap.malloc(64));
            assertEquals(broken.start(), thrown.found.address());
            assertTrue(thrown.getMessage().contains("breaks off after"), thrown.getMessage());
            expectCounts(heap, 1, 1);
            assertEquals(1, logged.size());
            assertTrue(logged.getFirst().startsWith("WARNING the slab at 0x"), logged::toString);

            long[] served = new long[5 * BLOCKS];
            Arrays.setAll(served, i -> heap.malloc(64));
            for (long block : served) {
                assertNotSame(broken, heap.slabOf(block));
                heap.free(block);
            }
            heap.free(kept);
            heap.flush();
            heap.core.trim();
            assertNotEquals(SlabWord.HELD, SlabWord.state(broken.getVolatile()));
            assertSame(broken, heap.slabOf(kept), "not retired");
            assertEquals(Superslab.BYTES, heap.core.census().committedBytes());
            expectImbalancesOfOnly(heap, broken);
        }
    }

    private static void expectCounts(ExperimentalHeap heap, long mismatches, long quarantined) {
        Experiments.Counts counts = heap.core.counterAudit();
        assertEquals(mismatches, counts.mismatches());
        assertEquals(quarantined, counts.quarantined());
        assertTrue(counts.audits() > mismatches);
    }

    private static void expectImbalancesOfOnly(ExperimentalHeap heap, Slab broken) {
        Audit audit = heap.core.audit();
        assertTrue(audit.violations().isEmpty(), audit::toString);
        assertTrue(!audit.imbalances().isEmpty() && audit.imbalances().stream()
                .allMatch(line -> line.contains(Long.toHexString(broken.start()))), audit::toString);
        assertEquals(0, audit.live());
    }

    @Test
    @Tag("canary")
    void canaryWithoutTheAuditTheBrokenChainServesOn() throws InterruptedException {
        try (ExperimentalHeap heap = ExperimentalHeap.with(Experiments.DEFAULT)) {
            long kept = blockBesideManyAtHome(heap, 64);
            Slab broken = heap.slabOf(kept);
            dropALink(broken);
            AtomicReference<Slab> served = new AtomicReference<>();
            // By a thread whose magazine is small, so that the chain is not walked to its end.
            Thread other = Thread.ofPlatform().start(() -> served.set(heap.slabOf(heap.malloc(64))));
            other.join();
            assertSame(broken, served.get());
            assertEquals(new Experiments.Counts(0, 0, 0), heap.core.counterAudit());
            assertEquals(List.of(), logged);
        }
    }

    @Test
    void eachSlabIsCountedButOnlyTheFirstIsLogged() {
        try (ExperimentalHeap heap = ExperimentalHeap.with(AUDITED)) {
            for (int slab = 1; slab <= 3; slab++) {
                long size = 64L * slab;
                dropALink(heap.slabOf(blockBesideManyAtHome(heap, size)));
                corrupt(() -> heap.malloc(size));
                expectCounts(heap, slab, slab);
            }
            assertEquals(1, logged.size());
        }
        try (ExperimentalHeap heap = ExperimentalHeap.with(AUDITED)) {
            dropALink(heap.slabOf(blockBesideManyAtHome(heap, 64)));
            corrupt(() -> heap.malloc(64));
            assertEquals(2, logged.size(), "once a heap");
        }
    }

    /** With one block a refill, exactly those are out that the test has. */
    private static long[] threeBlocksOut(ExperimentalHeap heap) {
        return new long[] {heap.malloc(64), heap.malloc(64), heap.malloc(64)};
    }

    @Test
    void aPushFindsThatMoreComesHomeThanIsOut() {
        try (ExperimentalHeap heap = ExperimentalHeap.with(AUDITED.withBatchRefill(false))) {
            long[] blocks = threeBlocksOut(heap);
            long[] others = {heap.malloc(10_000), heap.malloc(200)};
            heap.flush();
            Slab broken = heap.slabOf(blocks[0]);
            countOneTooMany(broken, blocks[0]);
            heap.free(others[1]);
            heap.free(blocks[1]);
            heap.free(blocks[2]);
            heap.free(others[0]);
            Corrupt thrown = corrupt(heap::flush);
            String message = thrown.getMessage();
            assertTrue(message.contains("a chain of length 2 comes home, where 1 are out"), message);
            expectCounts(heap, 1, 1);
            heap.flush();
            heap.core.trim();
            assertSame(broken, heap.slabOf(blocks[1]));
            assertNull(heap.slabOf(others[0]));
            assertNull(heap.slabOf(others[1]));
            assertNotSame(broken, heap.slabOf(heap.malloc(64)));
            assertEquals(SlabWord.LISTED, SlabWord.state(broken.getVolatile()), "and nobody has adopted it");
        }
    }

    @Test
    void aSlabThatSeemsToBeAllHomeIsNotGivenBackFromUnderItsUsers() {
        try (ExperimentalHeap heap = ExperimentalHeap.with(AUDITED.withBatchRefill(false))) {
            long[] blocks = threeBlocksOut(heap);
            Slab broken = heap.slabOf(blocks[0]);
            countOneTooMany(broken, blocks[0]);
            heap.free(blocks[1]);
            corrupt(heap::flush);
            heap.core.trim();
            assertSame(broken, heap.slabOf(blocks[2]));
            heap.free(blocks[2]);
            heap.flush();
            assertNotSame(broken, heap.slabOf(heap.malloc(64)));
            expectCounts(heap, 1, 1);
        }
    }

    @Test
    @Tag("canary")
    void canaryWithoutTheAuditItIsGivenBack() {
        try (ExperimentalHeap heap = ExperimentalHeap.with(Experiments.DEFAULT.withBatchRefill(false))) {
            long[] blocks = threeBlocksOut(heap);
            countOneTooMany(heap.slabOf(blocks[0]), blocks[0]);
            heap.free(blocks[1]);
            heap.flush();
            assertNull(heap.slabOf(blocks[2]));
        }
    }

    /** A block of a slab that believes to have no block out, and two blocks of a sound slab. */
    private static long[] oneOfABrokenSlabAndTwoOfASoundOne(ExperimentalHeap heap, long byteSize) {
        long[] first = new long[heap.slabOf(heap.malloc(byteSize)).capacity() - 1];
        Arrays.setAll(first, i -> heap.malloc(byteSize));
        long[] blocks = {first[first.length - 1], heap.malloc(byteSize), heap.malloc(byteSize)};
        Slab broken = heap.slabOf(first[0]);
        for (int i = 0; !SlabWord.allHome(broken.getVolatile()); i++) {
            countOneTooMany(broken, first[i]);
        }
        assertSame(broken, heap.slabOf(blocks[0]));
        assertNotSame(broken, heap.slabOf(blocks[1]));
        return blocks;
    }

    @Test
    void aPushThatFailsKeepsNoOtherChainFromGoingHome() {
        try (ExperimentalHeap heap = ExperimentalHeap.with(AUDITED.withBatchRefill(false))) {
            long[] blocks = oneOfABrokenSlabAndTwoOfASoundOne(heap, 10_000);
            for (long block : blocks) {
                heap.free(block);
            }
            corrupt(heap::flush);
            expectCounts(heap, 1, 1);
            assertEquals(0, heap.core.audit().cached());
            assertEquals(2, SlabWord.count(heap.slabOf(blocks[1]).getVolatile()));
        }
    }

    /** The first free of more than the two magazines hold flushes what was freed before. */
    @Test
    void aFreeThatMeetsABrokenSlabHasFreedItsBlock() {
        try (ExperimentalHeap heap = ExperimentalHeap.with(AUDITED.withBatchRefill(false))) {
            long[] blocks = oneOfABrokenSlabAndTwoOfASoundOne(heap, SizeClasses.MAX_BLOCK);
            int held = 2 * SizeClasses.magazineBlocks(SizeClasses.of(SizeClasses.MAX_BLOCK));
            long[] others = LongStream.generate(() -> heap.malloc(SizeClasses.MAX_BLOCK)).limit(held - 2).toArray();
            Slab sound = heap.slabOf(blocks[2]);
            heap.free(blocks[0]);
            heap.free(blocks[1]);
            for (long other : others) {
                heap.free(other);
            }
            corrupt(() -> heap.free(blocks[2]));
            assertEquals(BlockState.IN_SLAB, sound.state(sound.blockAt(blocks[2])));
            assertThrows(IllegalArgumentException.class, () -> heap.free(blocks[2]), "freed by the first call");
            expectCounts(heap, 1, 1);
            heap.flush();
            heap.core.trim();
            assertNull(heap.slabOf(blocks[2]));
        }
    }

    @Test
    void soHasTheFreeOfALargeBlock() {
        try (ExperimentalHeap heap = ExperimentalHeap.with(AUDITED.withBatchRefill(false))) {
            long large = heap.malloc(4 << 20);
            heap.free(oneOfABrokenSlabAndTwoOfASoundOne(heap, 10_000)[0]);
            heap.core.caches().forEach(ThreadCache::want);
            corrupt(() -> heap.free(large));
            assertNull(heap.slabOf(large));
        }
    }

    @Test
    void aHolderOfASlabInQuarantineTakesNothingFromIt() {
        try (ExperimentalHeap heap = ExperimentalHeap.with(AUDITED)) {
            Slab broken = heap.slabOf(blockBesideManyAtHome(heap, 64));
            dropALink(broken);
            corrupt(() -> heap.malloc(64));
            assertTrue(BatchRefill.hold(broken), "as one who finds a bit that was set late");
            assertNotSame(broken, heap.slabOf(heap.malloc(64)));
            expectCounts(heap, 1, 1);
        }
    }
}
