package org.pinfold.jmx;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pinfold.AuditReport;
import org.pinfold.Heap;
import org.pinfold.HeapMap;
import org.pinfold.HeapStats;

/** A heap's bean, which does not keep the heap. */
final class HeapBean implements HeapMXBean {
    private final WeakReference<Heap> heap;
    private final String name;

    HeapBean(Heap heap) {
        this.heap = new WeakReference<>(heap);
        this.name = heap.name();
    }

    boolean isOf(Heap other) {
        return heap.refersTo(other);
    }

    /** Whether nobody can reach the heap any more. */
    boolean isLeft() {
        return heap.refersTo(null);
    }

    private Heap heap() {
        Heap reached = heap.get();
        if (reached == null) {
            throw new IllegalStateException("nobody can reach the heap " + name + " any more, and it was not closed");
        }
        return reached;
    }

    private HeapStats stats() {
        return heap().stats();
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getBacking() {
        return heap().backing().name();
    }

    @Override
    public long getLimitBytes() {
        return stats().limitBytes();
    }

    @Override
    public long getReservedBytes() {
        return stats().reservedBytes();
    }

    @Override
    public long getCommittedBytes() {
        return stats().committedBytes();
    }

    @Override
    public long getResidentBytes() {
        return stats().residentBytes().orElse(-1);
    }

    @Override
    public long getHugePageBytes() {
        return stats().hugePageBytes().orElse(-1);
    }

    @Override
    public long getLiveBytes() {
        return stats().liveBytes();
    }

    @Override
    public long getCachedBytes() {
        return stats().cachedBytes();
    }

    @Override
    public long getFreeBytes() {
        return HeapFigures.freeBytes(stats());
    }

    @Override
    public long getMetadataBytes() {
        return stats().metadataBytes();
    }

    @Override
    public long getPurgedBytes() {
        return stats().purgedBytes();
    }

    @Override
    public int getRetiringSuperslabs() {
        return stats().retiring().superslabs();
    }

    @Override
    public long getSlabs() {
        return stats().classes().stream().mapToLong(HeapStats.ClassStats::slabs).sum();
    }

    @Override
    public long getSystemCalls() {
        return stats().systemCalls().total();
    }

    @Override
    public long getMisuseCount() {
        return heap().misuses().total();
    }

    @Override
    public Map<String, Long> getMisuseCounts() {
        Map<String, Long> counts = new TreeMap<>();
        heap().misuses().byKind().forEach((kind, count) -> counts.put(kind.name(), count));
        return counts;
    }

    @Override
    public HeapFigures figures() {
        return HeapFigures.of(heap());
    }

    @Override
    public HeapMap map() {
        return heap().map();
    }

    @Override
    public List<HeapMap.Cache> caches() {
        return map().caches();
    }

    @Override
    public long trim() {
        return heap().trim();
    }

    @Override
    public String audit() {
        AuditReport report = heap().audit();
        return (report.clean() ? "Clean: " : "NOT CLEAN: " + String.join("; ", report.problems()) + ": ")
                + report.slabs() + " slabs, " + report.carvedBlocks() + " blocks carved, " + report.liveBlocks()
                + " live, " + report.cachedBlocks() + " cached, " + report.homeBlocks() + " home";
    }

    @Override
    public String statistics() {
        return StatisticsText.of(name, stats());
    }

    @Override
    public String leaks() {
        Heap reached = heap();
        try {
            return reached.leaks().toString();
        } catch (IllegalStateException e) {
            return e.getMessage();
        }
    }

    @Override
    public String misuses() {
        return heap().misuses().toString();
    }
}
