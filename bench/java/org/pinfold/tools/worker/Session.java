package org.pinfold.tools.worker;

import java.io.IOException;
import java.nio.file.Path;
import org.pinfold.tools.peer.Demand;
import org.pinfold.tools.peer.Peer;
import org.pinfold.tools.peer.PeerMissingException;
import org.pinfold.tools.peer.Peers;
import org.pinfold.tools.replay.CheckedReplay;
import org.pinfold.tools.replay.CheckerCanary;
import org.pinfold.tools.replay.MemoryReplay;
import org.pinfold.tools.replay.TimedReplay;
import org.pinfold.tools.trace.TraceReader;
import org.pinfold.tools.trace.Workload;

/** A worker's side of a job: the workload, the allocator and what has been done with them. */
public final class Session implements AutoCloseable {
    private static final int LEAST_WARM_UP_ROUNDS = 5;
    private static final long LEAST_WARM_UP_NANOS = 1_000_000_000;

    private final Workload workload;
    private final Peer peer;
    private final TimedReplay timed;

    /**
     * Reads the job's trace and makes its allocator.
     *
     * @throws PeerMissingException if the allocator cannot be run here
     */
    public Session(Peers peers, Job job) throws IOException {
        workload = Workload.of(TraceReader.read(Path.of(job.trace())), job.copies());
        peer = peers.named(job.allocator())
                .orElseThrow(() -> new IllegalArgumentException("no allocator '" + job.allocator() + "'"))
                .create(new Demand(workload.slots(), workload.peakLiveBytes()));
        timed = new TimedReplay(workload, peer);
    }

    /** A thread to run {@link #handle} on, of the kind that suits the allocator. */
    public Thread newThread(Runnable task) {
        return peer.newThread(() -> {
            peer.enterThread();
            task.run();
            peer.exitThread();
        });
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
            case MEMORY -> new MemoryReplay(workload, peer).run();
        };
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
