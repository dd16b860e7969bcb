package org.pinfold.check;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a holder writes into its block: who it is, which of its blocks this is, a cookie that only the two together
 * give, and on to the end bytes that follow from the cookie. So a wrong byte is noticed anywhere in the block, and a
 * block that another holder has stamped tells whose stamp that is.
 *
 * <pre>
 * byte  0        4         8        16                                  size
 *       | owner  | number  | cookie | bytes that follow from the cookie |
 * </pre>
 *
 * @param owner the thread
 * @param number counts the blocks of that thread
 */
record Stamp(int owner, int number) {
    /** The shortest stamp, in bytes. */
    static final int LEAST = 16;

    /** The content of a block of this size. */
    byte[] content(int size) {
        ByteBuffer content = ByteBuffer.allocate(size);
        content.putInt(owner).putInt(number).putLong(cookie());
        for (int offset = LEAST; offset < size; offset++) {
            content.put((byte) (mix(cookie() + offset / Long.BYTES) >>> 8 * (offset % Long.BYTES)));
        }
        return content.array();
    }

    /** What is wrong with this content, or null. */
    String wrong(byte[] found) {
        int at = Arrays.mismatch(content(found.length), found);
        if (at < 0) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(found);
        Stamp other = new Stamp(bytes.getInt(), bytes.getInt());
        boolean stamped = bytes.getLong() == other.cookie() && !equals(other);
        return "byte " + at + " of " + found.length + " is not what its holder wrote"
                + (stamped ? "; the block has the stamp of " + other : "");
    }

    private long cookie() {
        return mix((long) owner << 32 | number);
    }

    /** The finaliser of SplitMix64: neighbours in, unlike bits out. */
    private static long mix(long value) {
        long mixed = (value + 0x9E37_79B9_7F4A_7C15L ^ value >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }

    @Override
    public String toString() {
        return "thread " + owner + " (its block number " + number + ")";
    }
}
