package org.pinfold.faults;

import java.time.Duration;
import java.util.List;
import org.pinfold.AuditReport;
import org.pinfold.Heap;
import org.pinfold.HeapStats;
import org.pinfold.faults.Victim.Step;

/**
 * A scenario in which something happens to a thread at one step; and what has to hold then.
 *
 * <p>Meanwhile and afterwards another thread does what one can do with a heap, and is refused nothing. When all blocks
 * that somebody knows of are free, nothing is missing but what the victim had in hand, or for one that has stopped for
 * ever had in its cache; nothing at all where it goes on, or the error is one that the virtual machine can throw there.
 * If something is missing, the audit says so, and else nothing. The heap can be closed, and its pages go back, when the
 * victim that stopped in it leaves.
 */
final class StepRun {
    private static final int SUPERSLAB = 4 << 20;
    /** Of the table of caches, at least. */
    private static final int PLACES = 64;
    /** What a thread keeps in hot magazines of what a scenario uses, in bytes. */
    private static final int CACHED = 256 << 10;

    private final StepScenario scenario;
    private final StepFault fault;
    private final Stage stage;
    private final Victim victim;
    private long missing;
    private long stuck;

    /** Without a fault if it is null. */
    StepRun(StepScenario scenario, StepFault fault, int target) {
        this.scenario = scenario;
        this.fault = fault;
        this.stage = new Stage(
                scenario.options().maintenance(false).purgeDelay(Duration.ofDays(1)), scenario.alignment());
        this.victim = new Victim(fault, target, this::live, this::thread);
    }

    /** One whose cache has, or has not, the same place as the caller's. */
    private Thread thread(Runnable life) {
        if (scenario.isVirtual()) {
            return Thread.ofVirtual().unstarted(life);
        }
        long wanted = Thread.currentThread().threadId() + (scenario.collides() ? 0 : 1) & PLACES - 1;
        Thread thread;
        do {
            thread = Thread.ofPlatform().daemon().unstarted(life);
        } while ((thread.threadId() & PLACES - 1) != wanted);
        return thread;
    }

    /** The victim's. */
    private void live() {
        scenario.prepare(stage);
        try {
            victim.perform(() -> scenario.act(stage));
        } finally {
            scenario.after(stage);
        }
        if ((fault == null || fault.isReal()) && !scenario.closes()) {
            use(stage.victim(), Math.min(scenario.roomForOthers(), 1));
        }
    }

    /** Runs and judges; throws what is wrong. */
    void run() throws InterruptedException {
        try {
            scenario.before(stage);
            victim.run();
            try {
                judge();
            } finally {
                victim.finish();
            }
            expectEnded();
        } finally {
            stage.source().releaseAll();
        }
    }

    /** The steps that the victim has come by. */
    List<Step> steps() {
        return victim.steps();
    }

    /** How many bytes of blocks were missing. */
    long missing() {
        return missing;
    }

    /** How many superslabs did not go back. */
    long stuck() {
        return stuck;
    }

    private void judge() throws InterruptedException {
        if (!scenario.closes()) {
            if (!victim.hasStopped()) {
                // Before it is somebody else's, if the victim had let go of it.
                stage.victim().letGo();
            }
            use(stage.other(), scenario.roomForOthers());
            if (fault == StepFault.PAUSES) {
                victim.finish();
            }
            expectConserved();
        }
        stage.close();
        expectClosed(stage.heap());
    }

    private void expectConserved() {
        stage.victim().check();
        stage.other().check();
        stage.victim().freeAll();
        stage.other().freeAll();
        stage.heap().trim();
        HeapStats stats = stage.heap().stats();
        missing = stats.liveBytes() + stats.cachedBytes();
        stuck = stats.committedBytes() / SUPERSLAB;
        boolean stops = fault == StepFault.STOPS;
        boolean keeps = stops || fault != null && fault.kills();
        expectAtMost("bytes missing", keeps ? scenario.bytesInHand() + (stops ? CACHED : 0) : 0, missing);
        expectAtMost("superslabs stuck", keeps ? scenario.superslabsInHand() + (stops ? 1 : 0) : 0, stuck);
        AuditReport audit = audit();
        boolean told = !audit.clean() || audit.liveBlocks() > 0 || audit.cachedBlocks() > 0;
        require(told || missing + stuck == 0, "the audit does not say that something is missing");
        require(audit.clean() || missing + stuck > 0, audit.problems());
    }

    /** Everything that one can do with a heap that has room for so many superslabs. */
    private void use(User user, int superslabs) {
        if (superslabs > 0) {
            int before = user.refused();
            user.malloc(StepScenario.SMALL, 5);
            user.malloc(StepScenario.MID, 2);
            user.calloc(StepScenario.LARGE);
            user.realloc(StepScenario.LARGE + StepScenario.MID);
            if (superslabs > 3) {
                user.malloc(9 << 20);
            }
            user.thin();
            require(user.refused() == before, "memory is refused although there is some");
        }
        audit();
        stage.heap().trim();
    }

    private AuditReport audit() {
        AuditReport audit = stage.heap().audit();
        require(audit.violations().isEmpty(), audit.violations());
        return audit;
    }

    private static void expectClosed(Heap heap) {
        try {
            heap.malloc(StepScenario.SMALL);
        } catch (IllegalStateException e) {
            return;
        }
        throw new AssertionError("a closed heap gives blocks");
    }

    private void expectEnded() {
        Throwable end = victim.end();
        boolean closed = fault != null && fault.isStop() && end instanceof IllegalStateException;
        require(end == null || closed || fault != null && fault.kills(), "the victim has ended by " + end);
        boolean mayStay = victim.hasDiedAtTheGate();
        boolean dead = fault != null && fault.kills();
        expectAtMost("superslabs open after the end",
                mayStay ? Integer.MAX_VALUE : dead ? scenario.superslabsInHand() : 0, stage.source().open());
        expectAtMost("superslabs of which the pages stay",
                fault != null && fault.isReal() || dead ? scenario.superslabsInHand() : 0, stage.source().kept());
    }

    private static void expectAtMost(String what, long bound, long actual) {
        require(actual <= bound, what + ": " + actual + ", more than the bound of " + bound);
    }

    private static void require(boolean holds, Object otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
