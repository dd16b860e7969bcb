package org.pinfold.tools.plot;

import java.util.List;
import org.pinfold.HeapMap.Slab;
import org.pinfold.HeapMap.Superslab;

/** What users have of each superslab; a huge block counts in each that it reaches into. */
final class LiveBytes {
    private LiveBytes() {
    }

    /** In the order of the superslabs. */
    static long[] of(List<Superslab> superslabs) {
        long[] live = new long[superslabs.size()];
        for (int place = 0; place < live.length; place++) {
            for (Slab slab : superslabs.get(place).slabs()) {
                if (slab.units() > Superslab.UNITS) {
                    spread(slab, place, superslabs, live);
                } else {
                    live[place] += slab.live() * slab.blockBytes();
                }
            }
        }
        return live;
    }

    private static void spread(Slab huge, int first, List<Superslab> superslabs, long[] live) {
        long left = huge.live() * huge.blockBytes();
        int index = superslabs.get(first).index();
        for (int place = first; place < live.length && superslabs.get(place).index() == index; place++) {
            live[place] += Math.min(left, Superslab.BYTES);
            left -= Math.min(left, Superslab.BYTES);
            index++;
        }
    }
}
