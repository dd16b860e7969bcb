package org.pinfold.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pinfold.Heap;

/**
 * Registers meters for every open heap and for each that is made later, and removes those of a heap that is closed.
 * Named after {@code jvm.memory} and {@code jvm.buffer}, with the tag {@code heap}, which is the heap's name:
 *
 * <ul>
 * <li>gauges, in bytes: {@code pinfold.heap.used} by blocks that users have, {@code pinfold.heap.committed},
 * {@code pinfold.heap.max}, which is the limit, {@code pinfold.heap.resident}, {@code pinfold.heap.cached} in threads'
 * caches, {@code pinfold.heap.free} in slabs, {@code pinfold.heap.metadata} on the Java heap;
 * <li>the gauge {@code pinfold.heap.count} of blocks that users have;
 * <li>counters: {@code pinfold.heap.purged} in bytes, {@code pinfold.heap.system.calls}, {@code pinfold.heap.misuses}.
 * </ul>
 *
 * <p>What a heap cannot tell, or can no more, is not a number. Each meter adds up the heap's figures by itself when it
 * is read, in time in proportion to the number of slabs. Heaps are not kept. Any thread may call any method.
 */
@SuppressWarnings("exports") // Micrometer is optional, so it cannot be required of every user of this module.
public final class PinfoldMetrics implements MeterBinder, AutoCloseable {
    private final Tags tags;
    private final List<BoundRegistry> bound = new CopyOnWriteArrayList<>();

    /** Meters with no more tags than {@code heap}. */
    public PinfoldMetrics() {
        this(Tags.empty());
    }

    /**
     * Meters with tags of the caller's, too.
     *
     * @param tags in addition to {@code heap}
     */
    public PinfoldMetrics(Iterable<Tag> tags) {
        this.tags = Tags.of(tags);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        BoundRegistry binding = new BoundRegistry(registry, tags);
        bound.add(binding);
        Heap.addListener(binding);
    }

    /** Removes all meters from every registry that this was bound to, and registers no more. */
    @Override
    public void close() {
        for (BoundRegistry binding : bound) {
            Heap.removeListener(binding);
            binding.removeAll();
            bound.remove(binding);
        }
    }
}
