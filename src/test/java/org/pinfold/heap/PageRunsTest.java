package org.pinfold.heap;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class PageRunsTest {
    private static final long PAGE = 4096;

    private static Slab slab(int bytes, int units) {
        return slab(bytes, 2, units);
    }

    private static Slab slab(int bytes, int first, int units) {
        Superslab superslab = new Superslab(0, new Slab[Superslab.UNITS]);
        superslab.place(1L << 40);
        Slab slab = new Slab(SizeClasses.of(bytes), units);
        slab.place(superslab, first, units, true);
        return slab;
    }

    private static List<String> runs(Slab slab, int... free) {
        return runs(slab, PAGE, free);
    }

    private static List<String> runs(Slab slab, long granule, int... free) {
        BitSet set = new BitSet();
        for (int block : free) {
            set.set(block);
        }
        List<String> runs = new ArrayList<>();
        new PageRuns(slab, set, granule).forEach((address, bytes) ->
                runs.add((address - slab.start()) / PAGE + "+" + bytes / PAGE));
        return runs;
    }

    @Test
    void blocksOfWholePagesAreRuns() {
        Slab slab = slab(8192, 1);
        assertEquals(List.of("2+2", "6+4"), runs(slab, 1, 3, 4));
        assertEquals(List.of("0+16"), runs(slab, 0, 1, 2, 3, 4, 5, 6, 7));
        assertEquals(List.of(), runs(slab));
    }

    @Test
    void pagesThatANeighbourHasAPartOfAreNot() {
        Slab slab = slab(5120, 1);
        assertEquals(List.of(), runs(slab, 1), "5 to 10 KiB");
        assertEquals(List.of("2+1"), runs(slab, 1, 2), "5 to 15 KiB");
        assertEquals(List.of("0+1"), runs(slab, 0));
    }

    @Test
    void smallBlocksMakePagesTogether() {
        Slab slab = slab(64, 1);
        int[] all = new int[128];
        for (int i = 0; i < all.length; i++) {
            all[i] = i + 60;
        }
        assertEquals(List.of("1+1"), runs(slab, all), "blocks 60 to 187: pages begin at blocks 64 and 128");
    }

    @Test
    void whatLiesBehindTheLastBlockGoesWithIt() {
        Slab slab = slab(9216, 1);
        assertEquals(7, slab.capacity());
        assertEquals(List.of("14+2"), runs(slab, 6), "54 to 63 KiB, and the rest of the unit");
    }

    /** Blocks of 64 KiB in units 16 to 63: 32 of them are a huge page, from block 16 on. */
    @Test
    void hugePagesGoAsAWhole() {
        Slab slab = slab(64 << 10, 16, 48);
        long huge = 2 << 20;
        assertEquals(48, slab.capacity());
        assertEquals(List.of("256+512"), runs(slab, huge, IntStream.range(15, 48).toArray()));
        assertEquals(List.of(), runs(slab, huge, IntStream.range(0, 48).filter(block -> block != 30).toArray()),
                "block 30 is in use");
        assertEquals(List.of(), runs(slab(64 << 10, 40, 10), huge, IntStream.range(0, 10).toArray()),
                "it ends before a huge page does");
    }

    @Test
    void everyPageOfARunIsFreeAndEveryOtherPageIsNot() {
        SplittableRandom random = new SplittableRandom(1);
        for (int bytes : new int[] {16, 48, 1024, 1152, 4096, 4608, 9216, 20480}) {
            Slab slab = slab(bytes, 4);
            BitSet free = new BitSet();
            for (int block = 0; block < slab.capacity(); block++) {
                if (random.nextInt(8) != 0) {
                    free.set(block);
                }
            }
            BitSet pages = new BitSet();
            new PageRuns(slab, free, PAGE).forEach((address, length) ->
                    pages.set((int) ((address - slab.start()) / PAGE),
                            (int) ((address - slab.start() + length) / PAGE)));
            for (int page = 0; page < 64; page++) {
                assertEquals(isFree(slab, free, page), pages.get(page), bytes + " bytes, page " + page);
            }
        }
    }

    /** Whether every block that has a byte of the page is free. */
    private static boolean isFree(Slab slab, BitSet free, int page) {
        int first = (int) (page * PAGE / slab.blockBytes());
        int last = (int) Math.min(((page + 1) * PAGE - 1) / slab.blockBytes(), slab.capacity() - 1);
        for (int block = Math.min(first, last); block <= last; block++) {
            if (!free.get(block)) {
                return false;
            }
        }
        return true;
    }
}
