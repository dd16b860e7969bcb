package org.pinfold.tools.oracle;

/**
 * The first two words of a stamped block: the stamp, and a word that follows from stamp and address. So a block that
 * somebody has can be told by whoever is given it as well: its head is erased before it is freed, and what lies there
 * by chance, or is left of the inside of another block, is no head.
 *
 * <p>A stamp's {@value #COOKIE_BITS} lower bits are a cookie that is drawn for each block, the others say who has it.
 */
final class Head {
    static final int BYTES = 2 * Long.BYTES;
    private static final int COOKIE_BITS = 48;
    private static final long COOKIE = (1L << COOKIE_BITS) - 1;
    private static final long ERASED = 0;

    private Head() {
    }

    /** The stamp of a block of {@code owner}'s. */
    static long stamp(int owner, long cookie) {
        return (long) owner << COOKIE_BITS | cookie & COOKIE;
    }

    /** Owner and cookie. */
    static String text(long stamp) {
        return (stamp >>> COOKIE_BITS) + ":" + Long.toHexString(stamp & COOKIE);
    }

    static void write(long address, long stamp) {
        Raw.putLong(address, stamp);
        Raw.putLong(address + Long.BYTES, seal(address, stamp));
    }

    /** Whether there is this block's head, or another block's at this address; see {@link #stampAt}. */
    static boolean isThere(long address) {
        return Raw.getLong(address + Long.BYTES) == seal(address, stampAt(address));
    }

    static long stampAt(long address) {
        return Raw.getLong(address);
    }

    /** The stamp stays, which the head's second word does not belong to any more. */
    static void erase(long address) {
        Raw.putLong(address + Long.BYTES, ERASED);
    }

    /** Whether a head with this stamp was erased here, or moved to here. */
    static boolean isErased(long address, long stamp) {
        return stampAt(address) == stamp && Raw.getLong(address + Long.BYTES) == ERASED;
    }

    /** Not 0 in practice: one stamp of 2^64 at an address has that. */
    private static long seal(long address, long stamp) {
        long mixed = (stamp ^ address) * 0xBF58_476D_1CE4_E5B9L;
        return (mixed ^ mixed >>> 31) * 0x94D0_49BB_1331_11EBL;
    }
}
