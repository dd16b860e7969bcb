package org.pinfold.migration;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.IllegalReferenceCountException;
import java.util.concurrent.ConcurrentHashMap;

/** Values in Netty's buffers. */
final class CacheBefore implements Cache {
    // region get-and-put
    private final ConcurrentHashMap<String, ByteBuf> values = new ConcurrentHashMap<>();

    @Override
    public void put(String key, byte[] value) {
        release(values.put(key, PooledByteBufAllocator.DEFAULT.directBuffer(value.length).writeBytes(value)));
    }

    @Override
    public byte[] get(String key) {
        ByteBuf value = values.get(key);
        try {
            return value == null ? null : copy(value.retain());
        } catch (IllegalReferenceCountException removedMeanwhile) {
            return null;
        }
    }

    private static byte[] copy(ByteBuf retained) {
        byte[] copy = new byte[retained.readableBytes()];
        retained.getBytes(0, copy).release();
        return copy;
    }
    // endregion

    @Override
    public void remove(String key) {
        release(values.remove(key));
    }

    private static void release(ByteBuf value) {
        if (value != null) {
            value.release();
        }
    }

    @Override
    public void close() {
        values.keySet().forEach(this::remove);
    }
}
