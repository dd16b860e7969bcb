package org.pinfold.heap;

import org.pinfold.os.RawMemory;

/**
 * What a hardened heap writes around the bytes that a user asked for, to see when the block comes back whether he kept
 * to them: two words before the first byte and one behind the last. None of it is trusted: a word that is not as the
 * heap wrote it is damage, and where a block begins and ends is known without it.
 *
 * <pre>
 *   block                      user                   user + size
 *     | size ^ seal |   check   | the user's bytes ...    | check  | (rest of the block)
 *
 *   block                              user - 16      user
 *     | offset ^ seal | ~check | ...     | size ^ seal |   check   | the user's bytes ...
 * </pre>
 *
 * <p>The seal is another one for each address and each heap, made of 64 bits that nobody outside knows; the check
 * follows from it and from the size. Its lowest byte is 0, so that a string which runs on ends there.
 */
final class Canary {
    /** Bytes before the user's. */
    static final int HEAD = 2 * Long.BYTES;
    /** Bytes behind the user's. */
    static final int TAIL = Long.BYTES;
    /** What is answered in place of a number where the words are damaged. */
    static final long DAMAGED = -1;

    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
    private static final long LOWEST_BYTE = 0xFF;

    private final long secret;

    /** Canaries that only who knows this number can write. */
    Canary(long secret) {
        this.secret = secret;
    }

    private long seal(long user) {
        long mixed = (user ^ secret) * FACTOR;
        return mixed ^ mixed >>> Integer.SIZE;
    }

    private static long check(long seal, long number) {
        return (seal ^ number * FACTOR) & ~LOWEST_BYTE;
    }

    /** Writes around so many bytes from {@code user} on. */
    void set(long user, long size) {
        long seal = seal(user);
        long check = check(seal, size);
        RawMemory.putLong(user - HEAD, size ^ seal);
        RawMemory.putLong(user - Long.BYTES, check);
        RawMemory.putLong(user + size, check);
    }

    /** Marks a block of which the user's bytes begin so far behind its first one, which is more than {@link #HEAD}. */
    void setOffset(long block, long offset) {
        long seal = seal(block + HEAD);
        RawMemory.putLong(block, offset ^ seal);
        RawMemory.putLong(block + Long.BYTES, ~check(seal, offset));
    }

    /** How many bytes the user asked for, of {@code most}; {@link #DAMAGED} if the words before them are not intact. */
    long size(long user, long most) {
        long seal = seal(user);
        long size = RawMemory.getLong(user - HEAD) ^ seal;
        return RawMemory.getLong(user - Long.BYTES) == check(seal, size) && size >= 0 && size <= most ? size : DAMAGED;
    }

    /** How far behind the first byte of a block the user's begin. */
    long offset(long block, long blockBytes) {
        long seal = seal(block + HEAD);
        long offset = RawMemory.getLong(block) ^ seal;
        boolean marked = RawMemory.getLong(block + Long.BYTES) == ~check(seal, offset)
                && offset > HEAD && offset < blockBytes;
        return marked ? offset : HEAD;
    }

    /** Whether the word behind so many bytes is intact. */
    boolean isTailIntact(long user, long size) {
        return RawMemory.getLong(user + size) == check(seal(user), size);
    }

    /** Takes the word behind so many bytes away. */
    static void clearTail(long user, long size) {
        RawMemory.putLong(user + size, 0);
    }
}
