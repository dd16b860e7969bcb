package org.pinfold.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is known of blocks from their allocation to some time after their free. */
class TracesTest {
    private static final int FREED = 1 << 12;

    private final AtomicLong clock = new AtomicLong();
    private final Traces traces = new Traces(new Sites(name -> name.startsWith("org.pinfold.trace.")
            && !name.startsWith("org.pinfold.trace.TracesTest")), clock::get);

    private Trace begun(long address, long bytes) {
        traces.allocated(address, bytes, Place.ELSEWHERE);
        return traces.find(address);
    }

    private List<Trace> live() {
        List<Trace> live = new ArrayList<>();
        traces.forEachLive(live::add);
        return live;
    }

    @Test
    void aBlockIsTracedUntilItIsFreedAndAfterwards() {
        clock.set(5);
        Trace live = begun(64, 100);
        assertTrue(live.isLive());
        assertEquals(List.of(live), live());
        assertEquals(5, live.allocated().nanos());
        assertEquals("begun", live.allocated().site().frames().getFirst().getMethodName());
        assertEquals(Thread.currentThread().threadId(), live.allocated().thread());
        clock.set(7_000_000);
        assertTrue(traces.free(live));
        assertFalse(traces.free(live), "the second one");
        Trace freed = traces.find(64);
        assertEquals(7_000_000, freed.freed().nanos());
        assertSame(live.allocated(), freed.allocated());
        assertEquals(List.of(), live());
        clock.set(12_000_000);
        String text = freed.text(clock.get());
        assertTrue(text.startsWith("100 bytes, allocated 11 ms ago by thread ") && text.contains("; freed 5 ms ago by"),
                text);
    }

    @Test
    void anAddressThatIsAllocatedAgainHasNoPast() {
        traces.free(begun(64, 100));
        traces.forget(64);
        assertNull(traces.find(64), "by a block that is not traced");
        traces.free(begun(64, 100));
        Trace again = begun(64, 200);
        assertTrue(again.isLive());
        assertEquals(List.of(again), live());
    }

    @Test
    void aTraceGoesWithTheContent() {
        Trace old = begun(64, 100);
        traces.free(old);
        clock.set(9);
        traces.moved(old, 640, 300, Place.ELSEWHERE);
        Trace moved = traces.find(640);
        assertSame(old.allocated(), moved.allocated(), "who asked for it first");
        assertEquals(300, moved.bytes());
        traces.resized(moved, 310);
        assertEquals(List.of(310L), live().stream().map(Trace::bytes).toList());
        assertFalse(traces.find(64).isLive());
        assertEquals(300, traces.largest());
    }

    @Test
    void theLatestFreedOnesAreKnown() {
        int count = FREED + FREED / 2;
        for (int i = 0; i < count; i++) {
            traces.free(begun(16L * i, 16));
        }
        for (int i = 0; i < count; i++) {
            assertEquals(i >= count - FREED, traces.find(16L * i) != null, "block " + i);
        }
        assertEquals(0, traces.untraced());
    }

    @Test
    void whatFindsNoRoomIsCounted() {
        Traces small = new Traces(new Sites(name -> true), clock::get, 1);
        int count = 3 * FREED;
        for (int i = 0; i < count; i++) {
            small.allocated(16L * i, 16, Place.ELSEWHERE);
        }
        int[] live = {0};
        small.forEachLive(_ -> live[0]++);
        assertTrue(live[0] > FREED && live[0] <= 2 * FREED, () -> live[0] + " traces");
        assertEquals(count - live[0], small.untraced());
        assertTrue(small.metadataBytes() > 0 && small.metadataBytes() < 4 << 20);
    }

    @Test
    void ofTwoFreesOneEndsTheTrace() throws Exception {
        int count = 2_000;
        List<Trace> live = IntStream.range(0, count).mapToObj(i -> begun(16L * i, i)).toList();
        List<Long> ended = Together.run(2, thread -> () -> live.stream().filter(traces::free).count());
        assertEquals(count, ended.get(0) + ended.get(1), ended::toString);
        assertEquals(List.of(), live());
    }

    /** Threads allocate and free blocks of one set: who takes an address out has it alone, as with an allocator. */
    @Test
    void manyThreadsLoseNothing() throws Exception {
        int blocks = 512;
        int threads = 4;
        AtomicLongArray owners = new AtomicLongArray(blocks);
        List<Integer> ended = Together.run(threads, thread -> () -> {
            SplittableRandom random = new SplittableRandom(thread);
            int frees = 0;
            for (int i = 0; i < 10_000; i++) {
                int block = random.nextInt(blocks);
                long address = 16L * block;
                if (owners.compareAndSet(block, 0, -1)) {
                    traces.allocated(address, block, Place.ELSEWHERE);
                    owners.set(block, 1);
                } else if (owners.compareAndSet(block, 1, -1)) {
                    Trace live = traces.find(address);
                    assertNotNull(live);
                    assertTrue(live.isLive() && live.bytes() == block && traces.free(live));
                    frees++;
                    owners.set(block, 0);
                }
            }
            return frees;
        });
        assertTrue(ended.stream().allMatch(frees -> frees > 500), ended::toString);
        List<Long> expected = new ArrayList<>();
        for (int block = 0; block < blocks; block++) {
            if (owners.get(block) == 1) {
                expected.add(16L * block);
            }
        }
        assertEquals(expected, live().stream().map(Trace::address).sorted().toList());
        assertEquals(0, traces.untraced());
    }
}
