package org.pinfold.tools.memory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.tools.peer.DelegatingPeer;
import org.pinfold.tools.peer.Demand;
import org.pinfold.tools.peer.LinkedPeer;
import org.pinfold.tools.peer.NativeLibrary;
import org.pinfold.tools.peer.Peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ScenariosTest {
    private static final long BYTES = 1 << 20;

    /** Counts what is live by what is asked for and freed. */
    private static final class CountingPeer extends DelegatingPeer {
        private final AtomicLong live;
        private final Map<Integer, Long> sizes = new ConcurrentHashMap<>();

        CountingPeer(int slots, AtomicLong live) {
            super(new LinkedPeer(slots, NativeLibrary.GLIBC));
            this.live = live;
        }

        @Override
        public long allocate(int slot, long size) {
            assertEquals(null, sizes.put(slot, size), "the slot has a block already");
            live.addAndGet(size);
            return super.allocate(slot, size);
        }

        @Override
        public void free(int slot) {
            live.addAndGet(-sizes.remove(slot));
            super.free(slot);
        }

        @Override
        public Peer forThread() {
            return this;
        }
    }

    private static List<Scenario> small() {
        return List.of(new RandomMixed(BYTES, 16, 1024, 2, 0), new RandomMixed(BYTES, 4096, 4096, 1, 64),
                new Shifts(BYTES, 20_000, Shifts.MIXED), new Burst(3, 100, 4096), new ManyHeaps(4, 20, 4096));
    }

    @ParameterizedTest
    @MethodSource("small")
    void theMeterKnowsWhatIsLive(Scenario scenario) {
        Demand demand = scenario.demand();
        AtomicLong live = new AtomicLong();
        Peer peer = new CountingPeer(demand.slots(), live);
        Meter meter = new Meter(peer);
        scenario.run(peer, () -> new CountingPeer(demand.slots(), live), meter);
        Reading last = meter.mark("end");
        assertEquals(live.get(), last.live());
        MemoryResult result = meter.result(1);
        assertTrue(result.peakLive() >= BYTES / 16, result::toString);
        assertTrue(result.samples() > 0, result::toString);
    }

    @Test
    void oneBlockInSixtyFourStays() {
        Scenario sparse = new RandomMixed(BYTES, 4096, 4096, 0, 64);
        AtomicLong live = new AtomicLong();
        Peer peer = new CountingPeer(sparse.demand().slots(), live);
        Meter meter = new Meter(peer);
        sparse.run(peer, () -> peer, meter);
        assertEquals(BYTES, meter.result(1).peakLive());
        assertEquals(BYTES / 64, live.get());
    }

    @Test
    void everyStepOfShiftsIsMarked() {
        Shifts shifts = new Shifts(BYTES, 3_000, Shifts.MIXED);
        Peer peer = new CountingPeer(shifts.demand().slots(), new AtomicLong());
        Meter meter = new Meter(peer);
        shifts.run(peer, () -> peer, meter);
        Map<String, Reading> marks = meter.result(1).marks();
        for (int step = 1; step <= Shifts.steps(); step++) {
            long full = marks.get(Shifts.full(Shifts.MIXED, step)).live();
            long thinned = marks.get(Shifts.thinned(Shifts.MIXED, step)).live();
            assertTrue(full >= BYTES && full <= 2 * BYTES, step + ": " + full);
            assertEquals(full - BYTES * 7 / 8, thinned, "step " + step);
        }
    }

    @Test
    void allCanBeAskedForByName() {
        for (String name : Scenarios.names()) {
            assertTrue(Scenarios.named(name).orElseThrow().demand().slots() > 0, name);
        }
        assertTrue(Scenarios.named("none").isEmpty());
        assertTrue(Scenarios.names().containsAll(Scenarios.CHURN));
        assertTrue(Scenarios.names().containsAll(Scenarios.SPARSE_SMALL));
        assertTrue(Scenarios.names().containsAll(Scenarios.SPARSE_MID));
        assertTrue(Scenarios.names().containsAll(List.of("idle-threads", "burst", "heaps")));
    }
}
