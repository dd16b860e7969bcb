package org.pinfold.tools.threads;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every crew does the same operations, and those that should have everything alive at once do. */
class CrewTest {
    private static final int SETS = 40;
    private static final int OPERATIONS = Crew.TURN * 5 / 2;

    /** Counts what is asked of it. */
    private static final class Counting implements Blocks {
        private final LongAdder mallocs = new LongAdder();
        private final LongAdder onVirtualThreads = new LongAdder();
        private final AtomicLong bytes = new AtomicLong();
        private final AtomicInteger live = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public long malloc(long byteSize) {
            mallocs.increment();
            onVirtualThreads.add(Thread.currentThread().isVirtual() ? 1 : 0);
            bytes.addAndGet(byteSize);
            most.accumulateAndGet(live.incrementAndGet(), Math::max);
            return byteSize;
        }

        @Override
        public void free(long address) {
            assertTrue(address >= 16 && address <= WorkingSet.LARGEST);
            live.decrementAndGet();
        }
    }

    private static Counting counted(Crew crew) throws InterruptedException {
        Counting blocks = new Counting();
        assertTrue(crew.run(blocks, SETS, OPERATIONS, 1) >= 0);
        return blocks;
    }

    @ParameterizedTest
    @EnumSource
    void eachDoesTheSameOperationsAndKeepsNothing(Crew crew) throws InterruptedException {
        Counting blocks = counted(crew);
        assertEquals(SETS * (WorkingSet.BLOCKS + OPERATIONS), blocks.mallocs.sum());
        assertEquals(counted(Crew.PLATFORM).bytes.get(), blocks.bytes.get());
        assertEquals(0, blocks.live.get());
        assertEquals(crew == Crew.VIRTUAL ? blocks.mallocs.sum() : 0, blocks.onVirtualThreads.sum());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLATFORM")
    void allSetsAreAliveAtOnce(Crew crew) throws InterruptedException {
        assertEquals(SETS * WorkingSet.BLOCKS, counted(crew).most.get());
    }

    @Test
    void aPlatformThreadHasOneSetAtATime() throws InterruptedException {
        int most = counted(Crew.PLATFORM).most.get();
        assertTrue(most <= WorkingSet.BLOCKS * Runtime.getRuntime().availableProcessors(), most + " blocks");
    }

    @ParameterizedTest
    @EnumSource
    void aFailureIsToldAndKeepsNobodyWaiting(Crew crew) {
        AtomicInteger calls = new AtomicInteger();
        Blocks exhausted = new Blocks() {
            @Override
            public long malloc(long byteSize) {
                if (calls.incrementAndGet() > SETS) {
                    throw new OutOfMemoryError("no more");
                }
                return byteSize;
            }

            @Override
            public void free(long address) {
            }
        };
        IllegalStateException failed =
                assertThrows(IllegalStateException.class, () -> crew.run(exhausted, SETS, OPERATIONS, 1));
        assertTrue(failed.getMessage().contains("no more"), failed::getMessage);
    }
}
