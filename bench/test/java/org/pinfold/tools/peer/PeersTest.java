package org.pinfold.tools.peer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinfold.Frees;
import org.pinfold.tools.replay.CheckResult;
import org.pinfold.tools.replay.CheckedReplay;
import org.pinfold.tools.trace.TraceReader;
import org.pinfold.tools.trace.Traces;
import org.pinfold.tools.trace.Workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PeersTest {
    private static final long SIZE = 100;
    private static final long LIMIT = 1 << 26;
    /** Linked libraries, of which a virtual machine runs one, and the one allocator that cannot align. */
    private static final List<String> NOT_HERE = List.of("mimalloc", "jemalloc", "tcmalloc", "unsafe");

    static Stream<String> names() {
        return Peers.standard().names().stream().filter(name -> !NOT_HERE.contains(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyAllocatorPassesACheckedReplay(String name) throws IOException {
        Workload workload = Workload.of(TraceReader.parse("test", Traces.random(7, 1, 30, 1500)), 1);
        Demand demand = new Demand(workload.slots(), workload.peakLiveBytes());
        try (Peer peer = Peers.standard().named(name).orElseThrow().create(demand)) {
            peer.enterThread();
            CheckResult result = new CheckedReplay(workload, peer).run();
            assertTrue(result.passed(), result::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyAllocatorKnowsItsBlocks(String name) {
        try (Peer peer = Peers.standard().named(name).orElseThrow().create(new Demand(0, SIZE))) {
            peer.enterThread();
            if (peer instanceof AddressPeer addresses) {
                long block = addresses.malloc(SIZE);
                addresses.requireOwn(block, SIZE);
                addresses.release(block);
            } else {
                requireOwnBlock((ObjectPeer<?>) peer);
            }
        }
    }

    @Test
    void blocksOfOthersAreNotTaken() {
        ByteBuf buffer = UnpooledByteBufAllocator.DEFAULT.directBuffer((int) SIZE);
        @SuppressWarnings("unchecked")
        ObjectPeer<ByteBuf> netty = (ObjectPeer<ByteBuf>) create("netty-pooled");
        assertThrows(IllegalStateException.class, () -> netty.requireOwn(buffer, SIZE));
        buffer.release();
        ArenaPeer confined = new ArenaPeer(0, ArenaPeer.Kind.CONFINED);
        try (Arena one = Arena.ofConfined(); Arena other = Arena.ofConfined()) {
            ArenaBlock mixed = new ArenaBlock(one, other.allocate(SIZE));
            assertThrows(IllegalStateException.class, () -> confined.requireOwn(mixed, SIZE));
        }
        ArenaBlock block = confined.malloc(SIZE);
        ArenaPeer shared = new ArenaPeer(0, ArenaPeer.Kind.SHARED);
        assertThrows(IllegalStateException.class, () -> shared.requireOwn(block, SIZE));
        confined.release(block);
        try (PinfoldPeer pinfold = new PinfoldPeer(0, LIMIT, Frees.ORDERED);
                PinfoldPeer another = new PinfoldPeer(0, LIMIT, Frees.ORDERED)) {
            long address = another.malloc(SIZE);
            assertThrows(RuntimeException.class, () -> pinfold.requireOwn(address, SIZE));
            assertThrows(RuntimeException.class, () -> another.requireOwn(address, LIMIT));
            another.release(address);
        }
    }

    /** What the benchmark compares is the same thing: the last user gives the memory back, and it is gone. */
    @ParameterizedTest
    @ValueSource(strings = {"pinfold", "pinfold-exact", "netty-pooled", "netty-pooled-plain", "netty-adaptive",
        "netty-adaptive-plain", "pinfold-netty"})
    void countedBlocksAreThereForTheLastUser(String name) {
        try (Peer peer = create(name)) {
            CountedBlocks<Object> blocks = CountedBlocks.ofAny(peer.counted().orElseThrow());
            Object block = blocks.allocate(SIZE);
            blocks.pin(block);
            blocks.putLong(block, 7);
            blocks.free(block);
            assertEquals(7, blocks.getLong(block));
            blocks.unpin(block);
            assertThrows(RuntimeException.class, () -> blocks.getLong(block));
            assertThrows(RuntimeException.class, () -> blocks.pin(block));
            assertThrows(RuntimeException.class, () -> blocks.unpin(block));
        }
    }

    @Test
    void othersCountNobody() {
        try (Peer glibc = create("glibc"); Peer segments = create(Peers.PINFOLD_SEGMENTS)) {
            assertTrue(glibc.counted().isEmpty() && segments.counted().isEmpty());
        }
    }

    @Test
    void theEmptyOnesAreNoAllocatorsToAskFor() {
        List<String> names = Peers.standard().names();
        assertEquals(List.of(), names.stream().filter(name -> name.startsWith("empty")).toList());
        assertTrue(names.containsAll(Peers.standard().replayed()));
    }

    private static Peer create(String name) {
        return Peers.standard().named(name).orElseThrow().create(new Demand(0, SIZE));
    }

    private static <B> void requireOwnBlock(ObjectPeer<B> peer) {
        B block = peer.malloc(SIZE);
        peer.requireOwn(block, SIZE);
        peer.release(block);
    }
}
