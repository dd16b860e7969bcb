package org.pinfold.tools.peer;

/**
 * Blocks with a count of those who use them, of whom the last one gives the memory back. As with {@link AddressPeer}, a
 * virtual machine that times one kind should run no other.
 *
 * @param <B> what stands for a block
 */
public interface CountedBlocks<B> {
    /** A block of {@code size} bytes, owned by the caller. */
    B allocate(long size);

    /** The caller uses {@code block} from now on. */
    void pin(B block);

    /** The first 8 bytes of {@code block}, read the way that programs read from such a block. */
    long getLong(B block);

    /** Writes them. */
    void putLong(B block, long value);

    /** The caller uses {@code block} no more. */
    void unpin(B block);

    /** The owner needs {@code block} no more. */
    void free(B block);

    /** For callers that use what they got from the same allocator, and nothing else. */
    @SuppressWarnings("unchecked")
    static CountedBlocks<Object> ofAny(CountedBlocks<?> blocks) {
        return (CountedBlocks<Object>) blocks;
    }
}
