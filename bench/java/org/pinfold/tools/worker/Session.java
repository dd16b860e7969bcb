package org.pinfold.tools.worker;

import java.io.IOException;
import java.nio.file.Path;
import org.pinfold.tools.memory.MemoryResult;
import org.pinfold.tools.memory.Meter;
import org.pinfold.tools.memory.Scenario;
import org.pinfold.tools.memory.Scenarios;
import org.pinfold.tools.memory.TraceScenario;
import org.pinfold.tools.peer.Memory;
import org.pinfold.tools.peer.Peer;
import org.pinfold.tools.peer.PeerKind;
import org.pinfold.tools.peer.PeerMissingException;
import org.pinfold.tools.peer.Peers;
import org.pinfold.tools.replay.CheckedReplay;
import org.pinfold.tools.replay.CheckerCanary;
import org.pinfold.tools.replay.TimedReplay;
import org.pinfold.tools.trace.TraceReader;
import org.pinfold.tools.trace.Workload;

/** A worker's side of a job: the workload, the allocator and what has been done with them. */
public final class Session implements AutoCloseable {
    private static final int LEAST_WARM_UP_ROUNDS = 5;
    private static final long LEAST_WARM_UP_NANOS = 1_000_000_000;
    private static final int WARM_UP_BLOCKS = 2000;
    private static final long WARM_UP_BYTES = 64;

    private final Job job;
    private final PeerKind kind;
    /** What is replayed; null of a scenario that is no trace. */
    private final Workload workload;
    private final Scenario scenario;
    private final Peer peer;
    /** Null of a scenario that is no trace. */
    private final TimedReplay timed;

    /**
     * Reads the job's trace, or finds its scenario, and makes its allocator.
     *
     * @throws PeerMissingException if the allocator cannot be run here
     */
    public Session(Peers peers, Job job) throws IOException {
        this.job = job;
        workload = job.trace() == null ? null : Workload.of(TraceReader.read(Path.of(job.trace())), job.copies());
        scenario = workload != null ? new TraceScenario(workload) : Scenarios.named(job.scenario())
                .orElseThrow(() -> new IllegalArgumentException("no scenario '" + job.scenario() + "'"));
        kind = peers.named(job.allocator())
                .orElseThrow(() -> new IllegalArgumentException("no allocator '" + job.allocator() + "'"));
        peer = kind.create(scenario.demand());
        timed = workload == null ? null : new TimedReplay(workload, peer);
    }

    /** A thread to run {@link #handle} on, of the kind that suits the allocator. */
    public Thread newThread(Runnable task) {
        return peer.newUser(task);
    }

    /** Does {@code action} and returns the answer. Always called on the same thread. */
    public Object handle(Action action) throws IOException {
        return switch (action) {
            case CHECK -> {
                CheckerCanary.verify();
                yield new CheckedReplay(workload, peer).run();
            }
            case WARM_UP -> warmUp();
            case ROUND -> {
                // Other workers ran in between: the first round brings this one's memory back into the caches.
                timed.round();
                yield new Round(timed.round());
            }
            case MEMORY -> memory();
        };
    }

    private MemoryResult memory() {
        loadClasses();
        Meter meter = new Meter(peer);
        scenario.run(peer, () -> kind.create(scenario.demand()), meter);
        return meter.result(job.copies());
    }

    /** And lets the allocator make its first structures, before anything is measured. */
    private void loadClasses() {
        for (int block = 0; block < WARM_UP_BLOCKS; block++) {
            Memory.fill(peer.allocate(0, WARM_UP_BYTES), WARM_UP_BYTES, (byte) 1);
            peer.free(0);
        }
    }

    private WarmUp warmUp() {
        String identity = peer.identity();
        long nanos = 0;
        int rounds = 0;
        while (rounds < LEAST_WARM_UP_ROUNDS || nanos < LEAST_WARM_UP_NANOS) {
            nanos += timed.round();
            rounds++;
        }
        return new WarmUp(identity, rounds);
    }

    @Override
    public void close() {
        peer.close();
    }
}
