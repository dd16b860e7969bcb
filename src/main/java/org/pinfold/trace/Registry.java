package org.pinfold.trace;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * A bounded map in which each key gets one value for good.
 *
 * <p>Open addressing with linear probing. Nothing is ever removed or replaced, so a slot changes once, from null to an
 * entry, by compareAndSet, and who meets null on a key's way knows that the key was not there. Of threads that add one
 * key at once, all get the value of the one whose entry came first on its way. There are twice as many slots as keys
 * may be, so probing ends.
 *
 * <p>Any thread may call any method. Lock-free. Takes memory with its first key.
 */
final class Registry<K, V> {
    private static final int GOLDEN = 0x9E3779B9;

    private final int most;
    private final int shift;
    private final AtomicReference<AtomicReferenceArray<Entry<K, V>>> table = new AtomicReference<>();
    private final AtomicInteger size = new AtomicInteger();

    private record Entry<K, V>(K key, V value) {
    }

    /** One with room for so many keys, a power of two; threads that add at once may add one more each. */
    Registry(int most) {
        this.most = most;
        this.shift = Integer.SIZE - 1 - Integer.numberOfTrailingZeros(most);
    }

    /** The value of this key, which {@code maker} makes of a new one; null if there is no room for it. */
    V of(K key, Supplier<V> maker) {
        AtomicReferenceArray<Entry<K, V>> slots = slots();
        Entry<K, V> made = null;
        for (int slot = key.hashCode() * GOLDEN >>> shift;; slot = slot + 1 & slots.length() - 1) {
            Entry<K, V> entry = slots.get(slot);
            if (entry == null) {
                if (size.get() >= most) {
                    return null;
                }
                made = made == null ? new Entry<>(key, maker.get()) : made;
                // Linearization point of a new key.
                if (slots.compareAndSet(slot, null, made)) {
                    size.incrementAndGet();
                    return made.value();
                }
                entry = slots.get(slot);
            }
            if (entry.key().equals(key)) {
                return entry.value();
            }
        }
    }

    private AtomicReferenceArray<Entry<K, V>> slots() {
        AtomicReferenceArray<Entry<K, V>> slots = table.get();
        return slots != null ? slots
                : table.updateAndGet(now -> now != null ? now : new AtomicReferenceArray<>(2 * most));
    }

    /** How many keys there are. */
    int size() {
        return size.get();
    }

    /** All that are there; some of those that are added meanwhile. */
    void forEach(BiConsumer<K, V> action) {
        AtomicReferenceArray<Entry<K, V>> slots = table.get();
        for (int slot = 0; slots != null && slot < slots.length(); slot++) {
            Entry<K, V> entry = slots.get(slot);
            if (entry != null) {
                action.accept(entry.key(), entry.value());
            }
        }
    }

    /** What its slots cost on the Java heap, in bytes. */
    long metadataBytes() {
        return table.get() == null ? 0 : 2L * most * Integer.BYTES;
    }
}
