package org.pinfold.tools.bench.fork;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.Frees;
import org.pinfold.tools.bench.Case;
import org.pinfold.tools.bench.Cases;
import org.pinfold.tools.peer.EmptyAddressPeer;
import org.pinfold.tools.peer.LyingPeer;
import org.pinfold.tools.peer.Peer;
import org.pinfold.tools.peer.Peers;
import org.pinfold.tools.peer.PinfoldPeer;
import org.pinfold.tools.peer.PinfoldSegmentPeer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MeasurementTest {
    private static final long LIMIT = 1 << 28;

    @Test
    void aMeasurementHasItsFiguresAndWhoRan() {
        try (Peer peer = pinfold()) {
            ForkAnswer answer = measure(peer);
            assertTrue(answer.cpuNanos() > 0 && answer.wallNanos() > 0, answer::toString);
            assertTrue(answer.operations() > 0, answer::toString);
            assertEquals("org.pinfold.Heap, frees ORDERED", answer.identity());
        }
    }

    @Test
    void anAllocatorThatIsNotTheOneItNamesFails() {
        try (Peer liar = new LyingPeer(pinfold(), new EmptyAddressPeer(1))) {
            String message = assertThrows(IllegalStateException.class, () -> measure(liar)).getMessage();
            assertTrue(message.contains("HeapMisuseException"), message);
        }
    }

    /** Every loop, over addresses and over objects; those in which threads exchange blocks with two threads. */
    @ParameterizedTest
    @MethodSource("benchmarks")
    void everyBenchmarkRunsBothWays(Case one) {
        int threads = one.withThreads(one.frees() == Case.Frees.OWN ? 1 : 2).threads();
        ForkJob job = new ForkJob("any", one.row().name(), threads, 1, 4, 2, 3);
        int slots = one.demand(threads).slots();
        try (Peer byAddress = new PinfoldPeer(slots, LIMIT, Frees.ORDERED);
                Peer bySegment = new PinfoldSegmentPeer(slots, LIMIT, Frees.ORDERED)) {
            assertTrue(Measurement.of(one, job, byAddress).operations() > 0, "over addresses");
            assertTrue(Measurement.of(one, job, bySegment).operations() > 0, "over objects");
        }
    }

    static Stream<Case> benchmarks() {
        Map<Class<?>, Case> first = new LinkedHashMap<>();
        Stream.concat(Cases.usual().stream(), Cases.named("live-1m").stream())
                .forEach(one -> first.putIfAbsent(one.benchmark(), one));
        return first.values().stream();
    }

    @ParameterizedTest
    @CsvSource({"pinfold, shared-read", "pinfold, shared-read-2", "netty-pooled, shared-read-2",
        "netty-adaptive, shared-read", "empty-addresses, shared-read-2", "empty-objects, shared-read"})
    void sharedBlocksAreReadByAllThreadsAndFreedOnce(String allocator, String row) {
        Case one = Cases.named(row).orElseThrow();
        ForkJob job = new ForkJob(allocator, row, one.row().threads(), 1, 4, 2, 3);
        try (Peer peer = Peers.standard().named(allocator).orElseThrow().create(one.demand(job.threads()))) {
            assertTrue(Measurement.of(one, job, peer).operations() > 0);
            peer.audit().ifPresent(audit -> assertEquals(0, audit.liveBlocks(), audit::toString));
        }
    }

    @Test
    void jobsAndAnswersReadAsTheyWereWritten() throws IOException {
        ForkJob job = new ForkJob("glibc", "pair-64", 2, -5, 300, 7, 100);
        assertEquals(job, ForkJob.of(job.arguments().toArray(String[]::new)));
        for (ForkAnswer answer : new ForkAnswer[] {ForkAnswer.measured("a = b\nc", 1.5, 2.5, 0, 9),
            ForkAnswer.missing("not there"), ForkAnswer.failed("broken\ttwice")}) {
            assertEquals(answer, ForkAnswer.of(answer.text()));
        }
        assertThrows(IllegalArgumentException.class, () -> ForkAnswer.of("# something else"));
    }

    private static PinfoldPeer pinfold() {
        return new PinfoldPeer(0, LIMIT, Frees.ORDERED);
    }

    private static ForkAnswer measure(Peer peer) {
        return Measurement.of(Cases.named("random-mixed").orElseThrow(),
                new ForkJob("pinfold", "random-mixed", 1, 1, 10, 3, 5), peer);
    }
}
