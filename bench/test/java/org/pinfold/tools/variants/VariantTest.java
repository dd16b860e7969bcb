package org.pinfold.tools.variants;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.Heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every variant is an allocator: its blocks are aligned, large enough and apart, and it knows their sizes. */
class VariantTest {
    private static final long SEED = 7;

    static List<Supplier<Variant>> all() {
        return Variants.all();
    }

    @Test
    void theListHasEveryVariantOnce() {
        List<String> names = new ArrayList<>();
        for (Supplier<Variant> kind : Variants.all()) {
            try (Variant variant = kind.get()) {
                names.add(variant.name());
            }
        }
        assertEquals(List.of("table", "header", "header, page probed", "header, probed at page edges",
                "header, last page kept", "pinfold, whole"), names);
    }

    @ParameterizedTest
    @MethodSource("all")
    void blocksAreAlignedAndApartAndTheirSizesAreKnown(Supplier<Variant> kind) {
        try (Variant variant = kind.get()) {
            SplittableRandom random = new SplittableRandom(SEED);
            Map<Long, Integer> live = new TreeMap<>();
            for (int step = 0; step < 4_000; step++) {
                if (live.size() == 300) {
                    long freed = List.copyOf(live.keySet()).get(random.nextInt(live.size()));
                    variant.free(freed);
                    live.remove(freed);
                }
                int size = random.nextInt(1, Variant.LARGEST_REQUEST + 1);
                long address = variant.allocate(size);
                assertEquals(0, address & 15, "seed " + SEED);
                assertEquals(Heap.goodSize(size + variant.headroom()), variant.blockBytes(address), "seed " + SEED);
                assertEquals(null, live.put(address, size), "seed " + SEED);
            }
            long end = 0;
            for (Map.Entry<Long, Integer> block : live.entrySet()) {
                assertTrue(block.getKey() - variant.headroom() >= end, "seed " + SEED);
                end = block.getKey() + block.getValue();
                assertEquals(Heap.goodSize(block.getValue() + variant.headroom()), variant.blockBytes(block.getKey()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatWasFreedLastIsAllocatedFirst(Supplier<Variant> kind) {
        try (Variant variant = kind.get()) {
            long[] blocks = new long[200];
            for (int i = 0; i < blocks.length; i++) {
                blocks[i] = variant.allocate(100);
            }
            for (long block : blocks) {
                variant.free(block);
            }
            for (int i = blocks.length - 1; i >= 0; i--) {
                assertEquals(blocks[i], variant.allocate(100));
            }
        }
    }
}
