package org.pinfold.tools.bench.workload;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.pinfold.tools.peer.Peer;

/** The threads that benchmarks run on, of the kind that suits the allocator. JMH makes it, by name. */
public final class PeerThreads extends ThreadPoolExecutor {
    /** What JMH calls. */
    public PeerThreads(int threads, String prefix) {
        super(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                task -> thread(Subject.current().peer(), task, prefix));
    }

    private static Thread thread(Peer peer, Runnable task, String name) {
        Thread thread = peer.newUser(task);
        thread.setName(name);
        thread.setDaemon(true);
        return thread;
    }
}
