package org.pinfold.heap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pinfold.trace.Place;
import org.pinfold.trace.Sites;
import org.pinfold.trace.Trace;
import org.pinfold.trace.Traces;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Traces of blocks that are none: addresses that a list gives out again soon. */
class TracedBlocksTest {
    private final ExperimentalHeap heap = ExperimentalHeap.with(Experiments.DEFAULT);
    private final Addresses addresses = new Addresses();
    private final Traces traces = new Traces(new Sites(name -> true), System::nanoTime);

    /** Knows which addresses are out, and says what was done last. */
    private static final class Addresses implements Detour {
        private final Deque<Long> free = new ArrayDeque<>();
        private final Map<Long, Long> live = new HashMap<>();
        private boolean empty;
        private boolean grows;
        private long next = 1 << 20;

        @Override
        public long allocate(long byteSize, long byteAlignment) {
            if (empty) {
                return 0;
            }
            long address = free.isEmpty() ? next += 16 : free.pop();
            live.put(address, byteSize);
            return address;
        }

        @Override
        public long allocateZeroed(long byteSize) {
            return allocate(byteSize, 1);
        }

        @Override
        public void free(long address) {
            if (live.remove(address) == null) {
                throw new IllegalStateException("not live");
            }
            free.push(address);
        }

        @Override
        public long bytes(long address) {
            return live.get(address);
        }

        @Override
        public boolean resize(long address, long byteSize) {
            if (grows) {
                live.put(address, byteSize);
            }
            return grows;
        }

        @Override
        public void requireSize(long address, long byteSize) {
            if (live.get(address) != byteSize) {
                throw new IllegalStateException("another size");
            }
        }

        @Override
        public String describe(long address) {
            return "number " + address;
        }
    }

    private TracedBlocks blocks(BooleanSupplier chosen) {
        return new TracedBlocks(addresses, traces, chosen, address -> Place.ELSEWHERE, heap.core.slowPaths(), 1);
    }

    private Map<Long, Long> traced() {
        Map<Long, Long> live = new HashMap<>();
        traces.forEachLive(trace -> live.put(trace.address(), trace.bytes()));
        return live;
    }

    @AfterEach
    void close() {
        heap.close();
    }

    @Test
    void ofEachTracesAndBlocksAgree() {
        TracedBlocks blocks = blocks(() -> true);
        SplittableRandom random = new SplittableRandom(1);
        List<Long> own = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            long size = random.nextInt(1_000);
            switch (own.isEmpty() ? 0 : random.nextInt(5)) {
                case 0 -> own.add(blocks.allocate(size, 16));
                case 1 -> own.add(blocks.allocateZeroed(size));
                case 2 -> {
                    long old = own.remove(random.nextInt(own.size()));
                    long target = blocks.allocateFor(old, size);
                    blocks.freeMoved(old, target, size);
                    own.add(target);
                }
                case 3 -> {
                    addresses.grows = random.nextBoolean();
                    blocks.resize(own.get(random.nextInt(own.size())), size);
                }
                default -> blocks.free(own.remove(random.nextInt(own.size())));
            }
        }
        assertTrue(own.size() > 20);
        assertEquals(addresses.live, traced());
    }

    @Test
    void ofASampleEachTraceIsOfALiveBlock() {
        SplittableRandom random = new SplittableRandom(2);
        TracedBlocks blocks = blocks(() -> random.nextInt(4) == 0);
        List<Long> own = new ArrayList<>();
        int begun = 0;
        for (int i = 0; i < 20_000; i++) {
            if (own.size() < 100 || random.nextBoolean() && own.size() < 400) {
                own.add(blocks.allocate(i, 1));
                begun++;
            } else {
                blocks.free(own.remove(random.nextInt(own.size())));
            }
        }
        Map<Long, Long> traced = traced();
        traced.forEach((address, bytes) -> assertEquals(addresses.live.get(address), bytes));
        assertEquals(own.size() / 4.0, traced.size(), 40);
        assertTrue(begun > 5_000);
    }

    @Test
    void aSecondFreeIsRefusedHere() {
        TracedBlocks blocks = blocks(() -> true);
        long address = blocks.allocate(10, 1);
        blocks.free(address);
        for (Runnable use : List.<Runnable>of(() -> blocks.free(address), () -> blocks.bytes(address),
                () -> blocks.resize(address, 5), () -> blocks.requireSize(address, 10))) {
            String message = assertThrows(IllegalArgumentException.class, use::run).getMessage();
            assertTrue(message.contains("of a block that was freed: number " + address + "; recorded: 10 bytes, ")
                    && message.contains("; freed "), message);
        }
        assertEquals(4, heap.core.records().misuses().count(Misuse.Kind.DOUBLE_FREE.ordinal()));
    }

    /** The address was handed out again, to somebody who is not of the sample: his frees are his. */
    @Test
    void theNextUserOfAnAddressIsNotTakenForTheLast() {
        boolean[] chosen = {true};
        TracedBlocks blocks = blocks(() -> chosen[0]);
        long address = blocks.allocate(10, 1);
        blocks.free(address);
        chosen[0] = false;
        assertEquals(address, blocks.allocate(20, 1));
        assertDoesNotThrow(() -> blocks.free(address));
        assertThrows(IllegalStateException.class, () -> blocks.free(address), "by the blocks themselves");
        blocks.allocate(20, 1);
        blocks.free(address);
        chosen[0] = true;
        assertEquals(address, blocks.allocateFor(99, 30));
        assertNull(traces.find(address), "it gets the trace of the block whose content it gets");
    }

    @Test
    void whatFailsLeavesTheTraceAsItIs() {
        TracedBlocks blocks = blocks(() -> true);
        addresses.empty = true;
        assertEquals(0, blocks.allocate(10, 1));
        assertEquals(0, blocks.allocateZeroed(10));
        assertEquals(0, blocks.allocateFor(1, 10));
        assertEquals(Map.of(), traced());
        addresses.empty = false;
        long address = blocks.allocate(10, 1);
        assertThrows(IllegalStateException.class, () -> blocks.requireSize(address, 11));
        assertFalse(blocks.resize(address, 11));
        assertEquals(Map.of(address, 10L), traced());
    }

    /** Who moves a block that is not of the sample makes none of it; who moves one goes on with it. */
    @Test
    void movingDrawsNoLot() {
        boolean[] chosen = {false};
        TracedBlocks blocks = blocks(() -> chosen[0]);
        long plain = blocks.allocate(10, 1);
        chosen[0] = true;
        long moved = blocks.allocateFor(plain, 20);
        blocks.freeMoved(plain, moved, 20);
        assertEquals(Map.of(), traced());
        long traced = blocks.allocate(30, 1);
        Trace before = traces.find(traced);
        long target = blocks.allocateFor(traced, 40);
        blocks.freeMoved(traced, target, 40);
        assertEquals(Map.of(target, 40L), traced());
        assertEquals(before.allocated(), traces.find(target).allocated());
        assertFalse(traces.find(traced).isLive());
    }
}
