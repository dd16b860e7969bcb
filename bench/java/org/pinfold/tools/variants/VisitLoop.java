package org.pinfold.tools.variants;

import org.pinfold.tools.peer.Memory;

/** The {@link Visits}. Sizes and first bytes are never negative, which the compiler cannot know. */
final class VisitLoop implements Visits {
    private static final int SIGN_SHIFT = 31;

    VisitLoop() {
    }

    @Override
    public long lookups(Variant variant, long[] addresses, int from, int to) {
        long sum = 0;
        int bytes = 0;
        for (int i = from; i < to; i++) {
            bytes = variant.blockBytes(addresses[i + (bytes >>> SIGN_SHIFT)]);
            sum += bytes;
        }
        return sum;
    }

    @Override
    public long lookupsAfterUse(Variant variant, long[] addresses, int from, int to) {
        long sum = 0;
        int known = 0;
        for (int i = from; i < to; i++) {
            long address = addresses[i + (known >>> SIGN_SHIFT)];
            int content = Memory.getByte(address);
            int bytes = variant.blockBytes(address);
            sum += bytes;
            known = bytes | content;
        }
        return sum;
    }

    @Override
    public void pairs(Variant variant, long[] addresses, int[] sizes, int from, int to) {
        for (int i = from; i < to; i++) {
            variant.free(addresses[i]);
            long address = variant.allocate(sizes[i]);
            Memory.putByte(address, (byte) 1);
            addresses[i] = address;
        }
    }

    @Override
    public void pairsAfterUse(Variant variant, long[] addresses, int[] sizes, int from, int to) {
        int content = 0;
        for (int i = from; i < to; i++) {
            long used = addresses[i + (content >>> SIGN_SHIFT)];
            content = Memory.getByte(used);
            variant.free(used);
            long address = variant.allocate(sizes[i]);
            Memory.putByte(address, (byte) 1);
            addresses[i] = address;
        }
    }
}
