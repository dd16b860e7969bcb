package org.pinfold.tools.replay;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinfold.Frees;
import org.pinfold.tools.peer.ArenaPeer;
import org.pinfold.tools.peer.BumpPeer;
import org.pinfold.tools.peer.DelegatingPeer;
import org.pinfold.tools.peer.Memory;
import org.pinfold.tools.peer.Peer;
import org.pinfold.tools.peer.PeerAudit;
import org.pinfold.tools.peer.PinfoldPeer;
import org.pinfold.tools.trace.TraceReader;
import org.pinfold.tools.trace.Traces;
import org.pinfold.tools.trace.Workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A sound allocator passes, and each kind of broken one is found out. */
class CheckedReplayTest {
    private static final String[] EVENTS = {
        "a 0 0 100", "a 0 1 100", "z 0 2 77", "m 0 3 40 256", "r 0 0 300", "f 0 1", "r 0 2 20", "f 0 0"};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aSoundAllocatorPassesOnManyThreads(long seed) throws IOException {
        CheckResult result = run(Traces.random(seed, 4, 40, 4000), 2, BumpPeer::new);
        assertTrue(result.passed(), () -> "seed " + seed + ": " + result);
        assertEquals(4, result.threads());
        assertEquals(result.expectedBlocks(), result.verifiedBlocks());
        assertTrue(result.verifiedBlocks() > 2000, () -> "too few blocks: " + result);
    }

    @ParameterizedTest
    @EnumSource(Frees.class)
    void pinfoldPassesOnManyThreads(Frees frees) throws IOException {
        CheckResult result = run(Traces.random(11, 4, 200, 20_000), 1,
                slots -> new PinfoldPeer(slots, 256 << 20, frees));
        assertTrue(result.passed(), result::toString);
        assertTrue(result.audit().passed());
    }

    @Test
    void aConfinedAllocatorRunsOnOneThread() throws IOException {
        CheckResult result = run(Traces.random(5, 3, 20, 400), 1,
                slots -> new ArenaPeer(slots, ArenaPeer.Kind.CONFINED));
        assertTrue(result.passed(), result::toString);
        assertEquals(1, result.threads());
    }

    @Test
    void findsOverlappingBlocks() throws IOException {
        CheckResult result = broken(slots -> new DelegatingPeer(new BumpPeer(slots)) {
            private long first;

            @Override
            public long allocate(int slot, long size) {
                first = slot == 0 ? super.allocate(slot, size) : first;
                return slot == 0 ? first : first + 48;
            }
        });
        assertTold(result, "overlaps the live block at 0x");
        assertTrue(result.corruptedBlocks() > 0, "the overlap's victim is corrupted, too");
    }

    @Test
    void findsOneAddressHandedOutTwice() throws IOException {
        CheckResult result = broken(slots -> new DelegatingPeer(new BumpPeer(slots)) {
            private long first;

            @Override
            public long allocate(int slot, long size) {
                first = slot == 0 ? super.allocate(slot, size) : first;
                return first;
            }
        });
        assertTold(result, "starts where a live block of");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 8, 63, 95, 96, 99})
    void findsOneChangedByte(long offset) throws IOException {
        CheckResult result = broken(slots -> new DelegatingPeer(new BumpPeer(slots)) {
            private long victim;

            @Override
            public long allocate(int slot, long size) {
                long address = super.allocate(slot, size);
                victim = slot == 1 ? address : victim;
                return address;
            }

            @Override
            public long allocateZeroed(int slot, long size) {
                Memory.putByte(victim + offset, (byte) (Memory.getByte(victim + offset) ^ 1));
                return super.allocateZeroed(slot, size);
            }
        });
        assertTold(result, "is corrupted from offset " + offset);
        assertEquals(1, result.corruptedBlocks());
        assertEquals(1, result.violations());
    }

    @Test
    void findsZeroedBlocksThatAreNot() throws IOException {
        CheckResult result = broken(slots -> new DelegatingPeer(new BumpPeer(slots)) {
            @Override
            public long allocateZeroed(int slot, long size) {
                long address = super.allocateZeroed(slot, size);
                Memory.putByte(address + size - 1, (byte) 1);
                return address;
            }
        });
        assertTold(result, "is not zero at offset 76");
        assertEquals(1, result.corruptedBlocks());
    }

    @Test
    void findsAlignedBlocksThatAreNot() throws IOException {
        CheckResult result = broken(slots -> new DelegatingPeer(new BumpPeer(slots)) {
            @Override
            public long allocateAligned(int slot, long size, long alignment) {
                return super.allocateAligned(slot, size + 16, alignment) + 16;
            }
        });
        assertTold(result, "not a multiple of 256");
    }

    @Test
    void findsBlocksWithoutNaturalAlignment() throws IOException {
        CheckResult result = broken(slots -> new DelegatingPeer(new BumpPeer(slots)) {
            @Override
            public long allocate(int slot, long size) {
                return super.allocate(slot, size + 8) + 8;
            }
        });
        assertTold(result, "not a multiple of 16");
    }

    @Test
    void findsResizedBlocksThatLoseTheirContents() throws IOException {
        CheckResult result = broken(slots -> new DelegatingPeer(new BumpPeer(slots)) {
            @Override
            public long resize(int slot, long oldSize, long size) {
                return super.allocate(slot, size);
            }
        });
        assertTold(result, "is corrupted from offset 0");
    }

    @Test
    void findsUsableSizesThatAreTooSmall() throws IOException {
        CheckResult result = broken(slots -> new DelegatingPeer(new BumpPeer(slots)) {
            @Override
            public long usableSize(int slot) {
                return super.usableSize(slot) - 1;
            }
        });
        assertTold(result, "has a usable size of 99");
    }

    @Test
    void anAuditThatFindsSomethingFailsTheCheck() throws IOException {
        CheckResult dirty = broken(slots -> audited(slots, new PeerAudit(false, 0, List.of("a slab's sums differ"))));
        assertEquals(List.of("a slab's sums differ"), dirty.audit().problems());
        CheckResult leaking = broken(slots -> audited(slots, new PeerAudit(true, 1, List.of())));
        assertEquals(1, leaking.audit().liveBlocks());
    }

    @Test
    void anExceptionEndsAllThreadsAndIsAViolation() throws IOException {
        CheckResult result = run(Traces.random(9, 4, 40, 2000), 1, slots -> new DelegatingPeer(new BumpPeer(slots)) {
            @Override
            public long resize(int slot, long oldSize, long size) {
                throw new IllegalStateException("on purpose");
            }
        });
        assertFalse(result.passed());
        assertTold(result, "threw java.lang.IllegalStateException: on purpose");
        assertTrue(result.verifiedBlocks() < result.expectedBlocks());
    }

    @Test
    void blocksThatWereNotVerifiedFailTheCheck() {
        assertFalse(new CheckResult("x", 1, 4, 2, 1, 100, 0, 0, List.of(), null).passed());
    }

    @Test
    void theCanaryOfEveryCheckIsCaught() throws IOException {
        CheckerCanary.verify();
    }

    private static Peer audited(int slots, PeerAudit audit) {
        return new DelegatingPeer(new BumpPeer(slots)) {
            @Override
            public Optional<PeerAudit> audit() {
                return Optional.of(audit);
            }
        };
    }

    /** Runs the events above against an allocator that has to fail. */
    private static CheckResult broken(Function<Integer, Peer> allocator) throws IOException {
        CheckResult result = run(Traces.text(1, 4, EVENTS), 1, allocator);
        assertFalse(result.passed(), result::toString);
        return result;
    }

    private static CheckResult run(String trace, int copies, Function<Integer, Peer> allocator) throws IOException {
        Workload workload = Workload.of(TraceReader.parse("test", trace), copies);
        try (Peer peer = allocator.apply(workload.slots())) {
            return new CheckedReplay(workload, peer).run();
        }
    }

    private static void assertTold(CheckResult result, String what) {
        assertTrue(result.firstViolations().stream().anyMatch(violation -> violation.contains(what)),
                () -> "'" + what + "' is not among " + result.firstViolations());
    }
}
