package org.pinfold.tools.bench.fork;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinfold.tools.bench.Contender;
import org.pinfold.tools.bench.Contender.Family;
import org.pinfold.tools.peer.AddressPeer;
import org.pinfold.tools.peer.Demand;
import org.pinfold.tools.peer.ObjectPeer;
import org.pinfold.tools.peer.Peer;
import org.pinfold.tools.peer.Peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JavaLoopsTest {
    @Test
    void emptyLoopsComeFirstAndAreThoseThatAreSubtracted() {
        List<Contender> contenders = loops("pinfold", "netty-pooled", "glibc").contenders();
        assertEquals(List.of("empty-addresses", "empty-objects", "pinfold", "netty-pooled", "glibc"),
                contenders.stream().map(Contender::name).toList());
        assertEquals(List.of(Family.EMPTY, Family.EMPTY, Family.PINFOLD, Family.JAVA, Family.LINKED),
                contenders.stream().map(Contender::family).toList());
    }

    /** Those that cannot be made in this virtual machine hand out addresses, as all that are linked. */
    @Test
    void theEmptyLoopHasTheSameKindOfBlocks() {
        Peers peers = Peers.standard();
        List<String> linked = List.of("mimalloc", "jemalloc", "tcmalloc");
        for (Contender contender : loops(peers.names().toArray(String[]::new)).contenders()) {
            if (!linked.contains(contender.name())) {
                try (Peer peer = peers.named(contender.name()).orElseThrow().create(new Demand(1, 64))) {
                    boolean objects = contender.empty().equals(Peers.EMPTY_OBJECTS);
                    assertTrue(objects ? peer instanceof ObjectPeer<?> : peer instanceof AddressPeer,
                            contender::toString);
                }
            }
        }
    }

    private static JavaLoops loops(String... allocators) {
        return new JavaLoops(Peers.standard(), List.of(allocators));
    }
}
