package org.pinfold.tools.peer;

import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pinfold.Frees;
import org.pinfold.netty.PinfoldByteBufAllocator;

/** The allocators that can be asked for by name, in the order in which tables show them. */
public final class Peers {
    /** The name of the allocator that others are compared with. */
    public static final String PINFOLD = "pinfold";
    /** The name of Pinfold with exact frees. */
    public static final String PINFOLD_EXACT = "pinfold-exact";
    /** The name of Pinfold hardened. */
    public static final String PINFOLD_HARDENED = "pinfold-hardened";
    /** The name of Pinfold by segment. */
    public static final String PINFOLD_SEGMENTS = "pinfold-segments";
    /** The name of Pinfold by address, zeroing. */
    public static final String PINFOLD_ZEROED = "pinfold-zeroed";
    /** The name of Pinfold as an allocator of Netty's buffers. */
    public static final String PINFOLD_NETTY = "pinfold-netty";
    /** The name of the empty replay, which is subtracted. */
    public static final String EMPTY = "empty";
    /** The name of the empty loop over addresses. */
    public static final String EMPTY_ADDRESSES = "empty-addresses";
    /** The name of the empty loop over objects. */
    public static final String EMPTY_OBJECTS = "empty-objects";

    private static final Set<String> NO_ALLOCATORS = Set.of(EMPTY, EMPTY_ADDRESSES, EMPTY_OBJECTS);
    /** A replay runs them if asked to: they repeat what others show, cannot do all of it, or take minutes. */
    private static final Set<String> ASKED_FOR = Set.of(PINFOLD_HARDENED, PINFOLD_SEGMENTS, PINFOLD_ZEROED,
            PINFOLD_NETTY, "unsafe", "arena-shared", "netty-pooled-plain", "netty-adaptive-plain");
    private static final long LEAST_LIMIT = 1L << 30;
    private static final long LIMIT_PER_LIVE_BYTE = 8;

    private final Map<String, PeerKind> kinds = new LinkedHashMap<>();

    /** The allocators {@code kinds}; the empty ones need not be among them. */
    public Peers(List<PeerKind> kinds) {
        kinds.forEach(this::add);
        add(new PeerKind(EMPTY, demand -> new EmptyPeer(demand.slots())));
        add(new PeerKind(EMPTY_ADDRESSES, demand -> new EmptyAddressPeer(demand.slots())));
        add(new PeerKind(EMPTY_OBJECTS, demand -> new EmptyObjectPeer(demand.slots())));
    }

    /** Pinfold and every peer of it that this project knows how to call. */
    public static Peers standard() {
        return new Peers(List.of(
                new PeerKind(PINFOLD, demand -> pinfold(demand, Frees.ORDERED)),
                new PeerKind(PINFOLD_EXACT, demand -> pinfold(demand, Frees.EXACT)),
                new PeerKind(PINFOLD_HARDENED,
                        demand -> PinfoldPeer.hardened(demand.slots(), limit(demand))),
                new PeerKind(PINFOLD_SEGMENTS,
                        demand -> new PinfoldSegmentPeer(demand.slots(), limit(demand), Frees.ORDERED)),
                new PeerKind(PINFOLD_ZEROED,
                        demand -> new PinfoldZeroedPeer(demand.slots(), limit(demand), Frees.ORDERED)),
                new PeerKind(PINFOLD_NETTY, demand -> new NettyPeer<>(
                        demand.slots(), PinfoldByteBufAllocator.create(), NettyPeer.Threads.FAST)),
                linked("glibc", NativeLibrary.GLIBC, Map.of()),
                linked("mimalloc", NativeLibrary.MIMALLOC, Map.of()),
                linked("jemalloc", NativeLibrary.JEMALLOC,
                        // Debian's jemalloc has more thread-local data than the loader keeps free for late comers.
                        Map.of("GLIBC_TUNABLES", "glibc.rtld.optional_static_tls=16384")),
                linked("tcmalloc", NativeLibrary.TCMALLOC, Map.of()),
                new PeerKind("lwjgl-mimalloc", demand -> new LwjglMimallocPeer(demand.slots())),
                new PeerKind("lwjgl-jemalloc", demand -> new LwjglJemallocPeer(demand.slots())),
                new PeerKind("lwjgl-rpmalloc", demand -> new LwjglRpmallocPeer(demand.slots())),
                new PeerKind("unsafe", demand -> new UnsafePeer(demand.slots())),
                new PeerKind("netty-pooled", demand -> pooled(demand, NettyPeer.Threads.FAST)),
                new PeerKind("netty-pooled-plain", demand -> pooled(demand, NettyPeer.Threads.PLAIN)),
                new PeerKind("netty-adaptive", demand -> adaptive(demand, NettyPeer.Threads.FAST)),
                new PeerKind("netty-adaptive-plain", demand -> adaptive(demand, NettyPeer.Threads.PLAIN)),
                new PeerKind("arena-confined", demand -> new ArenaPeer(demand.slots(), ArenaPeer.Kind.CONFINED)),
                new PeerKind("arena-shared", demand -> new ArenaPeer(demand.slots(), ArenaPeer.Kind.SHARED))));
    }

    /** The names that can be asked for. */
    public List<String> names() {
        return kinds.keySet().stream().filter(name -> !NO_ALLOCATORS.contains(name)).toList();
    }

    /** The names that a replay runs if it is not told which. */
    public List<String> replayed() {
        return names().stream().filter(name -> !ASKED_FOR.contains(name)).toList();
    }

    public Optional<PeerKind> named(String name) {
        return Optional.ofNullable(kinds.get(name));
    }

    private void add(PeerKind kind) {
        kinds.put(kind.name(), kind);
    }

    private static PeerKind linked(String name, NativeLibrary library, Map<String, String> environment) {
        return new PeerKind(name, demand -> new LinkedPeer(demand.slots(), library), environment);
    }

    private static Peer pinfold(Demand demand, Frees frees) {
        return new PinfoldPeer(demand.slots(), limit(demand), frees);
    }

    private static long limit(Demand demand) {
        return Math.max(LEAST_LIMIT, LIMIT_PER_LIVE_BYTE * demand.peakLiveBytes());
    }

    private static Peer pooled(Demand demand, NettyPeer.Threads threads) {
        return new NettyPeer<>(demand.slots(), new PooledByteBufAllocator(true), threads);
    }

    private static Peer adaptive(Demand demand, NettyPeer.Threads threads) {
        return new NettyPeer<>(demand.slots(), new AdaptiveByteBufAllocator(true), threads);
    }
}
