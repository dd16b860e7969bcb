package org.pinfold.migration;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentHashMap;
import org.pinfold.Heap;
import org.pinfold.SharedBlock;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/** Values in shared blocks. */
final class CacheAfter implements Cache {
    private final Heap heap;

    CacheAfter(Heap heap) {
        this.heap = heap;
    }

    // region get-and-put
    private final ConcurrentHashMap<String, SharedBlock> values = new ConcurrentHashMap<>();

    @Override
    public void put(String key, byte[] value) {
        SharedBlock block = heap.allocateShared(value.length, 1);
        try (SharedBlock.Pin pin = block.pin()) {
            pin.segment().copyFrom(MemorySegment.ofArray(value));
        }
        free(values.put(key, block));
    }

    @Override
    public byte[] get(String key) {
        SharedBlock block = values.get(key);
        if (block == null || !block.tryPin()) {             // not there, or removed meanwhile
            return null;
        }
        try {
            return block.segment().toArray(JAVA_BYTE);
        } finally {
            block.unpin();
        }
    }
    // endregion

    @Override
    public void remove(String key) {
        free(values.remove(key));
    }

    private static void free(SharedBlock block) {
        if (block != null) {
            block.free();
        }
    }

    @Override
    public void close() {
        values.keySet().forEach(this::remove);
    }
}
