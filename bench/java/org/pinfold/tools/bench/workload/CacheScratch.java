package org.pinfold.tools.bench.workload;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * After cache-scratch, by Berger: does the allocator give a block back to the thread that freed it, although its
 * neighbours in the cache line are another's (passive false sharing)? The first thread allocates a block for each, side
 * by side, and each frees the one it was handed before it goes on as in {@link CacheThrash}.
 */
@State(Scope.Thread)
public class CacheScratch extends CacheThrash {
    @Override
    @SuppressWarnings("unchecked")
    protected void fill() {
        AtomicReferenceArray<Object> blocks = Subject.current().shared("blocks", AtomicReferenceArray.class,
                this::allocateForAll);
        if (addresses != null) {
            addresses.release((Long) blocks.getAndSet(thread, null));
        } else {
            objects.release(blocks.getAndSet(thread, null));
        }
    }

    private AtomicReferenceArray<Object> allocateForAll() {
        AtomicReferenceArray<Object> blocks = new AtomicReferenceArray<>(threads);
        for (int i = 0; i < threads; i++) {
            blocks.set(i, addresses != null ? (Object) addresses.malloc(shape.most()) : objects.malloc(shape.most()));
        }
        return blocks;
    }
}
