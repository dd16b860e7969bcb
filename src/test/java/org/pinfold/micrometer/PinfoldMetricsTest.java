package org.pinfold.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pinfold.Heap;
import org.pinfold.HeapMisuseException;
import org.pinfold.HeapStats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PinfoldMetricsTest {
    private static final int LIMIT = 16 << 20;
    private static final long PATIENCE_NANOS = 40_000_000_000L;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PinfoldMetrics metrics = new PinfoldMetrics(Tags.of("service", "test"));

    @AfterEach
    void close() {
        metrics.close();
    }

    private static Heap named(String name) {
        return Heap.builder().limit(LIMIT).maintenance(false).name(name).build();
    }

    private double gauge(String heap, String name) {
        return registry.get("pinfold.heap." + name).tags("heap", heap, "service", "test").gauge().value();
    }

    private double counter(String heap, String name) {
        return registry.get("pinfold.heap." + name).tags("heap", heap).functionCounter().count();
    }

    private Set<String> names(String heap) {
        return registry.getMeters().stream().map(Meter::getId).filter(id -> heap.equals(id.getTag("heap")))
                .map(Meter.Id::getName).collect(Collectors.toSet());
    }

    @Test
    void valuesFollowTheHeap() {
        metrics.bindTo(registry);
        try (Heap heap = named("measured")) {
            assertEquals(LIMIT, gauge("measured", "max"));
            assertEquals(0, gauge("measured", "used"));
            assertEquals(0, gauge("measured", "count"));
            assertEquals(0, gauge("measured", "committed"));
            assertEquals(0, counter("measured", "misuses"));
            long large = heap.malloc(100_000);
            long small = heap.malloc(64);
            HeapStats stats = heap.stats();
            assertEquals(stats.liveBytes(), gauge("measured", "used"));
            assertTrue(stats.liveBytes() >= 100_064);
            assertEquals(2, gauge("measured", "count"));
            assertEquals(stats.committedBytes(), gauge("measured", "committed"));
            assertEquals(stats.cachedBytes(), gauge("measured", "cached"));
            assertEquals(stats.metadataBytes(), gauge("measured", "metadata"));
            assertTrue(gauge("measured", "free") > 0);
            assertEquals(stats.residentBytes().isPresent(), !Double.isNaN(gauge("measured", "resident")));
            assertTrue(counter("measured", "system.calls") > 0);
            heap.free(large);
            heap.free(small);
            assertThrows(HeapMisuseException.class, () -> heap.free(small));
            heap.trim();
            assertEquals(0, gauge("measured", "count"));
            assertEquals(0, gauge("measured", "committed"));
            assertEquals(1, counter("measured", "misuses"));
            assertEquals(0, counter("measured", "purged"), "all of it went with its superslab");
        }
    }

    @Test
    void metersComeAndGoWithHeaps() {
        Heap before = named("early");
        metrics.bindTo(registry);
        Heap after = named("late");
        Set<String> all = names("early");
        assertEquals(11, all.size());
        assertEquals(all, names("late"));
        before.close();
        assertEquals(Set.of(), names("early"));
        metrics.close();
        assertEquals(List.of(), registry.getMeters());
        after.close();
        try (Heap unbound = named("unbound")) {
            assertEquals(Set.of(), names(unbound.name()));
        }
    }

    @Test
    void twoHeapsOfOneNameHaveMetersOfTheirOwn() {
        metrics.bindTo(registry);
        try (Heap first = named("same"); Heap second = named("same")) {
            first.malloc(16);
            assertEquals(1, gauge("same", "count"));
            assertEquals(0, gauge(second.name(), "count"));
        }
    }

    @Test
    void aHeapThatNobodyReachesIsNoNumberAndItsMetersGo() {
        metrics.bindTo(registry);
        named("forgotten");
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!Double.isNaN(gauge("forgotten", "used"))) {
            assertTrue(System.nanoTime() < end, "the heap is still there");
            System.gc();
        }
        named("next").close();
        assertNull(registry.find("pinfold.heap.used").tags("heap", "forgotten").gauge());
    }
}
