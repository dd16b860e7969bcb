package org.pinfold.migration;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.Frees;
import org.pinfold.Heap;
import org.pinfold.netty.PinfoldByteBufAllocator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Both sides of each pair of {@code docs/migration.md} do the same, step by step; and the side on a heap leaves nothing
 * behind and misuses nothing, on every kind of heap that the page names as a step on the way.
 */
class MigrationTest {
    private static final long SEED = 7;
    private static final int LEAST_SEEN = 20;

    /** The kinds of heaps. */
    enum Kind {
        DEFAULTS, EXACT, HARDENED, SAMPLED;

        Heap open() {
            Heap.Builder builder = Heap.builder().limit(64 << 20);
            return switch (this) {
                case DEFAULTS -> builder.build();
                case EXACT -> builder.frees(Frees.EXACT).build();
                case HARDENED -> builder.hardened(true).build();
                case SAMPLED -> builder.leakTracking(1).guardedSampling(2).build();
            };
        }
    }

    static Stream<Arguments> pairs() {
        return Stream.of(Pair.values())
                .flatMap(pair -> Stream.of(Kind.values()).map(kind -> Arguments.of(pair, kind)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void bothSidesDoTheSame(Pair pair, Kind kind) {
        if (pair == Pair.BLOB) {
            String missing = JemallocLibrary.compile();
            Assumptions.assumeTrue(missing.isEmpty(), missing);
        }
        assertEquals(List.of(), errors(pair.before(SEED), kind, pair::after));
    }

    /** Where there is no jemalloc, that side alone is not run. */
    @Test
    void bytesThatGrowAreKept() {
        Random random = new Random(SEED);
        byte[] bytes = new byte[100_000];
        random.nextBytes(bytes);
        try (Heap heap = Heap.create(); Blob blob = new BlobAfter(heap)) {
            int from = 0;
            while (from < bytes.length) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(1_000));
                blob.append(Arrays.copyOfRange(bytes, from, to));
                from = to;
            }
            assertArrayEquals(bytes, blob.toArray());
        }
    }

    @Test
    void connectionsAndTheListeningChannelGetTheHeapsBuffers() {
        try (Heap heap = Heap.create()) {
            var config = ServerAfter.withAllocator(new ServerBootstrap(), heap).config();
            ByteBufAllocator allocator = (ByteBufAllocator) config.options().get(ChannelOption.ALLOCATOR);
            assertEquals(allocator, config.childOptions().get(ChannelOption.ALLOCATOR));
            assertEquals(heap, assertInstanceOf(PinfoldByteBufAllocator.class, allocator).heap());
        }
    }

    /** If these pass, the other verdicts count for nothing. */
    @Test
    @Tag("canary")
    void canaryPairsThatDifferAreNoticed() {
        assertWrong((heap, seed) -> Script.longs(new Forgetful(new LongsAfter(heap)), new Random(seed)));
        assertWrong((heap, seed) -> {
            heap.malloc(1);
            return Pair.LONGS.after(heap, seed);
        });
        assertWrong((heap, seed) -> {
            long address = heap.malloc(1);
            heap.free(address);
            try {
                heap.free(address);
            } catch (IllegalArgumentException swallowed) {
                assertTrue(swallowed.getMessage().contains("DOUBLE_FREE"));
            }
            return Pair.LONGS.after(heap, seed);
        });
    }

    private static void assertWrong(BiFunction<Heap, Long, List<Object>> after) {
        assertEquals(1, errors(Pair.LONGS.before(SEED), Kind.DEFAULTS, after).size());
    }

    private static List<String> errors(List<Object> before, Kind kind, BiFunction<Heap, Long, List<Object>> after) {
        assertTrue(before.size() >= LEAST_SEEN && new HashSet<>(before).size() > LEAST_SEEN / 2, "saw hardly anything");
        List<String> errors = new ArrayList<>();
        try (Heap heap = kind.open()) {
            if (!before.equals(after.apply(heap, SEED))) {
                errors.add("saw another thing");
            }
            if (heap.stats().liveBytes() != 0) {
                errors.add("left " + heap.stats().liveBytes() + " bytes");
            }
            if (!heap.audit().clean()) {
                errors.add("audit: " + heap.audit().problems());
            }
            if (heap.misuses().total() != 0) {
                errors.add("misuse: " + heap.misuses());
            }
        }
        return errors;
    }

    /** Has lost some values. */
    private record Forgetful(Longs longs) implements Longs {
        @Override
        public void add(long value) {
            longs.add(value);
        }

        @Override
        public long get(long index) {
            return index % 100 == 99 ? 0 : longs.get(index);
        }

        @Override
        public void close() {
            longs.close();
        }
    }
}
