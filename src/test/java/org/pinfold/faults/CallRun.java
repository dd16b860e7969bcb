package org.pinfold.faults;

import java.time.Duration;
import java.util.List;
import org.pinfold.AuditReport;
import org.pinfold.ExperimentalHeaps;
import org.pinfold.Heap;
import org.pinfold.HeapStats;
import org.pinfold.faults.Injector.Fault;
import org.pinfold.os.FaultyPosix;
import org.pinfold.os.MemorySource;
import org.pinfold.os.SystemCallException;

/**
 * A scenario on a heap of which a call fails, or all from one on; and what has to hold then.
 *
 * <p>While calls fail, the user is told by {@code OutOfMemoryError} or 0 that memory is short, or at an allocation by
 * an exception that names the call that the system does not allow; nothing else throws. Afterwards his blocks are as
 * they were, the books are in order, memory can be had again, up to the limit; when all is free nothing is committed,
 * and when the heap is closed nothing is resident but what the system has refused to take.
 */
final class CallRun {
    /** Where calls fail. */
    enum Level { SYSTEM, SOURCE }

    private static final int SUPERSLAB = 4 << 20;
    /** More than some heaps need around a block. */
    private static final int AROUND = 64 << 10;

    private final CallScenario scenario;
    private final Kernel kernel;
    private final Fault fault;
    private final Injector injector;
    private final FaultyPosix system;
    private final MemorySource source;
    private int refused;

    /** Without a fault if it is null. */
    CallRun(CallScenario scenario, Kernel kernel, Level level, Fault fault) {
        this.scenario = scenario;
        this.kernel = kernel;
        this.fault = fault;
        this.injector = new Injector(fault);
        this.system = kernel.with(level == Level.SYSTEM ? injector : new Injector(null));
        MemorySource real = kernel.source(system);
        this.source = level == Level.SYSTEM ? real : new FaultySource(real, system, injector);
    }

    /** Runs and judges; throws what is wrong. */
    void run() {
        try {
            Heap heap = built();
            User user = new User(heap, 1, this::isExpected);
            scenario.play(user);
            refused = user.refused();
            injector.mend();
            judge(user);
            heap.close();
            expectClosed(heap);
        } finally {
            system.unmapAll();
        }
    }

    /** The calls that could have failed. */
    List<Call> calls() {
        return injector.made();
    }

    /** How many of them have. */
    int injected() {
        return injector.injected();
    }

    /** How many requests were refused. */
    int refused() {
        return refused;
    }

    private boolean isExpected(RuntimeException e) {
        return e instanceof SystemCallException && fault != null && !fault.way().isShortage();
    }

    /** A heap that cannot be made leaves nothing, and can be made when nothing fails any more. */
    private Heap built() {
        try {
            return ExperimentalHeaps.on(source, options());
        } catch (SystemCallException e) {
            injector.mend();
            if (!mayLeak()) {
                expect("bytes mapped of a heap that was not made", 0, system.mappedBytes());
            }
            return ExperimentalHeaps.on(source, options());
        }
    }

    private Heap.Builder options() {
        return kernel.with(scenario.options().maintenance(false).purgeDelay(Duration.ofDays(1)));
    }

    /** Whether ends of mappings may have stayed that could not be cut off. */
    private boolean mayLeak() {
        return fault != null && fault.lasting() && fault.way().applies(Call.MUNMAP);
    }

    private void judge(User user) {
        Heap heap = user.heap();
        user.check();
        expectClean(heap.audit());
        int before = user.refused();
        user.freeAll();
        user.malloc(100);
        user.malloc(300_000);
        user.calloc(3 << 20);
        expect("requests refused when nothing fails any more", before, user.refused());
        user.freeAll();
        heap.trim();
        expectEmpty(heap);
        long reserved = heap.stats().reservedBytes();
        if (reserved >= 2 * heap.stats().limitBytes() && !kernel.backs()) {
            long[] blocks = new long[(int) (heap.stats().limitBytes() / SUPERSLAB)];
            expect("blocks of a superslab within the limit", blocks.length, heap.malloc(SUPERSLAB - AROUND, blocks));
            heap.free(blocks, 0, blocks.length);
            heap.trim();
            expectEmpty(heap);
        }
        if (!mayLeak()) {
            expect("bytes mapped", heap.stats().reservedBytes(), system.mappedBytes());
        }
    }

    private static void expectEmpty(Heap heap) {
        HeapStats stats = heap.stats();
        expect("bytes live when all is free", 0, stats.liveBytes());
        expect("bytes committed when all is free", 0, stats.committedBytes());
        expectClean(heap.audit());
    }

    private void expectClosed(Heap heap) {
        try {
            heap.malloc(1);
            throw new AssertionError("a closed heap gives blocks");
        } catch (IllegalStateException e) {
            expect("bytes resident after the end", 0, system.residentBytes());
        }
    }

    private static void expectClean(AuditReport audit) {
        if (!audit.clean()) {
            throw new AssertionError(audit.problems());
        }
    }

    private static void expect(String what, long expected, long actual) {
        if (expected != actual) {
            throw new AssertionError(what + ": " + actual + " instead of " + expected);
        }
    }
}
