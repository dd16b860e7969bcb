package org.pinfold.tools.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.pinfold.tools.peer.Peer;

/** Threads of the kind that suits an allocator, which do their work at once and then live on and do nothing. */
final class Crew implements AutoCloseable {
    private final Peer peer;
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Crew(Peer peer) {
        this.peer = peer;
    }

    /** Has each task done by a thread of its own, and comes back when all are done and the threads are idle. */
    void run(List<Consumer<Peer>> tasks) {
        CountDownLatch done = new CountDownLatch(tasks.size());
        for (Consumer<Peer> task : tasks) {
            Thread thread = peer.newUser(() -> run(task, done));
            threads.add(thread);
            thread.start();
        }
        await(done);
        if (failure.get() != null) {
            throw new IllegalStateException("a thread of the scenario failed", failure.get());
        }
    }

    private void run(Consumer<Peer> task, CountDownLatch done) {
        try {
            task.accept(peer.forThread());
        } catch (RuntimeException | Error e) {
            failure.set(e);
        } finally {
            done.countDown();
        }
        await(over);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        over.countDown();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
