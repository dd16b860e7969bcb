package org.pinfold.tools.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinfold.Heap;
import org.pinfold.SharedBlock;
import org.pinfold.tools.oracle.CheckedHeap;
import org.pinfold.tools.oracle.RetiredPins;
import org.pinfold.tools.oracle.Target;
import org.pinfold.tools.oracle.TargetFilter;
import org.pinfold.tools.oracle.Violations;
import org.pinfold.tools.stress.workload.DoubleFrees;
import org.pinfold.tools.stress.workload.Fixture;
import org.pinfold.tools.stress.workload.HeapKind;
import org.pinfold.tools.stress.workload.Misuses;
import org.pinfold.tools.stress.workload.Round;
import org.pinfold.tools.stress.workload.Worker;
import org.pinfold.tools.stress.workload.Workload;
import org.pinfold.tools.stress.workload.Workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** With one thread a seed decides every operation. */
class ReproductionTest {
    private static final long SHARE = 20_000;
    private static final long A_MINUTE = 60_000_000_000L;

    /** Notes what is asked of a heap. Addresses are the system's choice. */
    private static final class Recording extends TargetFilter {
        private final List<String> calls = new ArrayList<>();

        Recording(Target inner) {
            super(inner);
        }

        @Override
        public long malloc(long size) {
            calls.add("malloc " + size);
            return super.malloc(size);
        }

        @Override
        public long calloc(long size) {
            calls.add("calloc " + size);
            return super.calloc(size);
        }

        @Override
        public long alignedAlloc(long alignment, long size) {
            calls.add("aligned " + alignment + " " + size);
            return super.alignedAlloc(alignment, size);
        }

        @Override
        public SharedBlock allocateShared(long size, long alignment) {
            calls.add("shared " + size);
            return super.allocateShared(size, alignment);
        }

        @Override
        public long realloc(long address, long size) {
            calls.add("realloc " + size);
            return super.realloc(address, size);
        }

        @Override
        public void free(long address) {
            calls.add("free");
            super.free(address);
        }

        @Override
        public void free(long address, long size) {
            calls.add("free " + size);
            super.free(address, size);
        }
    }

    /** All whose threads are the workers, or live one after the other. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"VIRTUAL_CHURN", "LIMIT", "OPEN_CLOSE"})
    void theSameSeedGivesTheSameOperations(Workloads workload) throws InterruptedException {
        List<String> first = operations(workload, 7);
        assertTrue(first.size() >= SHARE / 8, () -> first.size() + " operations");
        assertEquals(first, operations(workload, 7));
        assertNotEquals(first, operations(workload, 8));
    }

    private static List<String> operations(Workloads kind, long seed) throws InterruptedException {
        Violations violations = new Violations();
        Recording recording = new Recording(Target.of(Heap.builder().limit(1L << 30).build()));
        DoubleFrees target = new DoubleFrees(recording);
        CheckedHeap heap = new CheckedHeap(target, violations);
        Workload workload = kind.create(new Fixture(1, SHARE, seed, HeapKind.ORDERED, Target::of, target, heap,
                new RetiredPins(1, violations::add), new Misuses(violations), violations));
        Worker worker = new Worker(0, new SplittableRandom(seed), heap);
        do {
            worker.begin(new Round(A_MINUTE, SHARE));
            workload.work(worker);
        } while (workload.hasMore(false));
        workload.end(worker);
        target.close();
        assertEquals(List.of(), violations.list());
        return recording.calls;
    }
}
