package org.pinfold.heap;

import org.pinfold.protocol.SpanMap;

/** Which free units of a superslab are worth purging, where its pages are given back in large pieces only. */
final class UnitGroups {
    private UnitGroups() {
    }

    /**
     * The units of all pieces that are free as a whole and may have content somewhere.
     *
     * @param free bits of the units that are free
     * @param soiled bits of those that may have content
     * @param granule the size of a piece, as {@link Range#purgeGranule}
     */
    static long worthPurging(long free, long soiled, long granule) {
        if (granule <= SizeClasses.UNIT_BYTES) {
            return free & soiled;
        }
        long worth = 0;
        long units = granule / SizeClasses.UNIT_BYTES;
        for (int first = 0; first + units <= Superslab.UNITS; first += (int) units) {
            long piece = SpanMap.mask(first, (int) units);
            if ((free & piece) == piece && (soiled & piece) != 0) {
                worth |= piece;
            }
        }
        return worth;
    }
}
