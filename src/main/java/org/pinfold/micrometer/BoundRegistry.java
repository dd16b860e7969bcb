package org.pinfold.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.ToDoubleFunction;
import org.pinfold.Heap;
import org.pinfold.HeapListener;
import org.pinfold.HeapStats;
import org.pinfold.HeapStats.ClassStats;

/** The meters of all heaps in one registry, which knows heaps weakly. */
final class BoundRegistry implements HeapListener {
    private final MeterRegistry registry;
    private final Tags tags;
    /** By the heap's name; the computation of an element registers and removes, so that map and registry agree. */
    private final ConcurrentMap<String, HeapMeters> heaps = new ConcurrentHashMap<>();

    private record HeapMeters(WeakReference<Heap> heap, List<Meter> meters) {
    }

    BoundRegistry(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
    }

    @Override
    public void opened(Heap heap) {
        heaps.keySet().forEach(name -> removeIfOf(name, null));
        heaps.compute(heap.name(), (name, known) -> {
            if (known != null && known.heap().refersTo(heap)) {
                return known;
            }
            // Of a heap that is closed, whose closing is about to be told.
            removed(known);
            return new HeapMeters(new WeakReference<>(heap), metersOf(heap, tags.and("heap", name)));
        });
    }

    @Override
    public void closed(Heap heap) {
        removeIfOf(heap.name(), heap);
    }

    void removeAll() {
        heaps.keySet().forEach(name -> heaps.computeIfPresent(name, (key, known) -> removed(known)));
    }

    /** Of a heap that nobody can reach, {@code heap} is null. */
    private void removeIfOf(String name, Heap heap) {
        heaps.computeIfPresent(name, (key, known) -> known.heap().refersTo(heap) ? removed(known) : known);
    }

    /** Answers null, for an element that goes. */
    private HeapMeters removed(HeapMeters known) {
        if (known != null) {
            known.meters().forEach(registry::remove);
        }
        return null;
    }

    private List<Meter> metersOf(Heap heap, Tags named) {
        return List.of(
                bytes("used", "Blocks that users have", heap, named, HeapStats::liveBytes),
                bytes("committed", "What is open for use", heap, named, HeapStats::committedBytes),
                bytes("max", "The most that may be committed", heap, named, HeapStats::limitBytes),
                bytes("resident", "What of it is in physical memory", heap, named,
                        stats -> stats.residentBytes().isPresent() ? stats.residentBytes().getAsLong() : Double.NaN),
                bytes("cached", "Free blocks in thread caches", heap, named, HeapStats::cachedBytes),
                bytes("free", "Free blocks in slabs", heap, named,
                        stats -> sum(stats, each -> each.freeBlocks() * each.blockBytes())),
                bytes("metadata", "The heap's own records, on the Java heap", heap, named, HeapStats::metadataBytes),
                Gauge.builder("pinfold.heap.count", heap, told(stats -> sum(stats, ClassStats::liveBlocks)))
                        .description("Blocks that users have").baseUnit("blocks").tags(named).register(registry),
                counter("purged", "Pages given back while their superslab stayed open", BaseUnits.BYTES, heap, named,
                        told(HeapStats::purgedBytes)),
                counter("system.calls", "System calls made", "calls", heap, named,
                        told(stats -> stats.systemCalls().total())),
                counter("misuses", "Misuse reported", "misuses", heap, named, each -> each.misuses().total()));
    }

    private Meter bytes(String name, String what, Heap heap, Tags named, ToDoubleFunction<HeapStats> figure) {
        return Gauge.builder("pinfold.heap." + name, heap, told(figure)).description(what).baseUnit(BaseUnits.BYTES)
                .tags(named).register(registry);
    }

    private Meter counter(String name, String what, String unit, Heap heap, Tags named, ToDoubleFunction<Heap> figure) {
        return FunctionCounter.builder("pinfold.heap." + name, heap, figure).description(what).baseUnit(unit)
                .tags(named).register(registry);
    }

    private static double sum(HeapStats stats, ToDoubleFunction<ClassStats> figure) {
        return stats.classes().stream().mapToDouble(figure).sum();
    }

    /** Not a number of a heap that is being closed. */
    private static ToDoubleFunction<Heap> told(ToDoubleFunction<HeapStats> figure) {
        return heap -> {
            try {
                return figure.applyAsDouble(heap.stats());
            } catch (IllegalStateException e) {
                return Double.NaN;
            }
        };
    }
}
