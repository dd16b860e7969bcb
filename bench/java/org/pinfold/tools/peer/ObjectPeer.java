package org.pinfold.tools.peer;

/**
 * An allocator that hands out objects, each of which stands for a block. As with {@link AddressPeer}, a virtual machine
 * that times one should run one kind only.
 *
 * @param <B> what stands for a block
 */
public abstract class ObjectPeer<B> extends Peer {
    private final Object[] blocks;

    protected ObjectPeer(int slots) {
        blocks = new Object[slots];
    }

    /** For callers that free what they got from the same allocator, and nothing else. */
    @SuppressWarnings("unchecked")
    public static ObjectPeer<Object> ofAny(ObjectPeer<?> peer) {
        return (ObjectPeer<Object>) peer;
    }

    /** A block of {@code size} bytes. */
    public abstract B malloc(long size);

    /** Frees {@code block}. */
    public abstract void release(B block);

    /** Writes the first 8 bytes of {@code block}, the way that programs write to such a block. */
    public abstract void putLong(B block, long value);

    /** The address of the first byte. */
    public abstract long address(B block);

    /**
     * Does nothing if {@code block} is a live one of {@code size} bytes of the allocator behind {@link #identity}.
     *
     * @throws RuntimeException if it is not: something else served the calls
     */
    public abstract void requireOwn(B block, long size);

    @Override
    public long allocate(int slot, long size) {
        return put(slot, malloc(size));
    }

    @Override
    public void free(int slot) {
        release(block(slot));
        blocks[slot] = null;
    }

    /** Puts {@code block} in {@code slot} and returns its address. */
    protected final long put(int slot, B block) {
        blocks[slot] = block;
        return address(block);
    }

    /** The block in {@code slot}; {@link #put} is the only way in. */
    @SuppressWarnings("unchecked")
    protected final B block(int slot) {
        return (B) blocks[slot];
    }

    /** What {@link #requireOwn} throws unless {@code own}. */
    protected final void require(boolean own, B block) {
        if (!own) {
            throw new IllegalStateException(identity() + " did not hand out " + block);
        }
    }
}
