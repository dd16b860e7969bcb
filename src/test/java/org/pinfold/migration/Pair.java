package org.pinfold.migration;

import io.netty.bootstrap.ServerBootstrap;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import org.pinfold.Heap;

/** The two sides of each piece, and what is done with them. */
enum Pair {
    REQUEST(seed -> Script.requests(new RequestBefore(), new Random(seed)),
            (heap, random) -> Script.requests(new RequestAfter(heap), random)),
    MESSAGES(seed -> Script.messages(new MessagesBefore(), new Random(seed)),
            (heap, random) -> Script.messages(new MessagesAfter(heap), random)),
    LONGS(seed -> Script.longs(new LongsBefore(), new Random(seed)),
            (heap, random) -> Script.longs(new LongsAfter(heap), random)),
    COUNTERS(seed -> Script.counters(new CountersBefore(Pair.COUNT), Pair.COUNT, new Random(seed)),
            (heap, random) -> Script.counters(new CountersAfter(heap, Pair.COUNT), Pair.COUNT, random)),
    SERVER(seed -> Script.server(ServerBefore.withAllocator(new ServerBootstrap()), new Random(seed)),
            (heap, random) -> Script.server(ServerAfter.withAllocator(new ServerBootstrap(), heap), random)),
    CACHE(seed -> Script.cache(new CacheBefore(), new Random(seed)),
            (heap, random) -> Script.cache(new CacheAfter(heap), random)),
    MESH(seed -> Script.mesh(new MeshBefore(), new Random(seed)),
            (heap, random) -> Script.mesh(new MeshAfter(heap), random)),
    STACK(seed -> Script.stack(new StackBefore(), new Random(seed)),
            (heap, random) -> Script.stack(new StackAfter(heap), random)),
    BLOB(JemallocLibrary::blob,
            (heap, random) -> Script.blob(new BlobAfter(heap), random));

    private static final int COUNT = 100;

    private final LongFunction<List<Object>> before;
    private final BiFunction<Heap, Random, List<Object>> after;

    Pair(LongFunction<List<Object>> before, BiFunction<Heap, Random, List<Object>> after) {
        this.before = before;
        this.after = after;
    }

    List<Object> before(long seed) {
        return before.apply(seed);
    }

    List<Object> after(Heap heap, long seed) {
        return after.apply(heap, new Random(seed));
    }
}
