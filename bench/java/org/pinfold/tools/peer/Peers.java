package org.pinfold.tools.peer;

import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pinfold.Frees;
import org.pinfold.tools.trace.Workload;

/** The allocators that can be asked for by name, in the order in which tables show them. */
public final class Peers {
    /** The name of the allocator that others are compared with. */
    public static final String PINFOLD = "pinfold";
    /** The name of Pinfold with exact frees. */
    public static final String PINFOLD_EXACT = "pinfold-exact";
    /** The name of the empty replay, which is subtracted. */
    public static final String EMPTY = "empty";

    private static final long LEAST_LIMIT = 1L << 30;
    private static final long LIMIT_PER_LIVE_BYTE = 8;

    private final Map<String, PeerKind> kinds = new LinkedHashMap<>();

    /** The allocators {@code kinds}; the empty replay need not be among them. */
    public Peers(List<PeerKind> kinds) {
        kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
        this.kinds.put(EMPTY, new PeerKind(EMPTY, work -> new EmptyPeer(work.slots())));
    }

    /** Pinfold and every peer of it that this project knows how to call. */
    public static Peers standard() {
        return new Peers(List.of(
                new PeerKind(PINFOLD, work -> pinfold(work, Frees.ORDERED)),
                new PeerKind(PINFOLD_EXACT, work -> pinfold(work, Frees.EXACT)),
                linked("glibc", NativeLibrary.GLIBC, Map.of()),
                linked("mimalloc", NativeLibrary.MIMALLOC, Map.of()),
                linked("jemalloc", NativeLibrary.JEMALLOC,
                        // Debian's jemalloc has more thread-local data than the loader keeps free for late comers.
                        Map.of("GLIBC_TUNABLES", "glibc.rtld.optional_static_tls=16384")),
                linked("tcmalloc", NativeLibrary.TCMALLOC, Map.of()),
                new PeerKind("lwjgl-mimalloc", work -> new LwjglMimallocPeer(work.slots())),
                new PeerKind("lwjgl-jemalloc", work -> new LwjglJemallocPeer(work.slots())),
                new PeerKind("lwjgl-rpmalloc", work -> new LwjglRpmallocPeer(work.slots())),
                new PeerKind("netty-pooled", work -> new NettyPeer(work.slots(), new PooledByteBufAllocator(true))),
                new PeerKind("netty-adaptive",
                        work -> new NettyPeer(work.slots(), new AdaptiveByteBufAllocator(true))),
                new PeerKind("arena-confined", work -> new ArenaPeer(work.slots()))));
    }

    /** The names that can be asked for. */
    public List<String> names() {
        return kinds.keySet().stream().filter(name -> !name.equals(EMPTY)).toList();
    }

    public Optional<PeerKind> named(String name) {
        return Optional.ofNullable(kinds.get(name));
    }

    private static PeerKind linked(String name, NativeLibrary library, Map<String, String> environment) {
        return new PeerKind(name, work -> new LinkedPeer(work.slots(), library), environment);
    }

    private static Peer pinfold(Workload work, Frees frees) {
        long limit = Math.max(LEAST_LIMIT, LIMIT_PER_LIVE_BYTE * work.peakLiveBytes());
        return new PinfoldPeer(work.slots(), limit, frees);
    }
}
