package org.pinfold.tools.worker;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.pinfold.tools.peer.Peers;

/** A worker without a virtual machine of its own, so that tests can run allocators that no user can ask for. */
public final class InProcessWorker implements Worker {
    private final Session session;
    private final ExecutorService thread;

    private InProcessWorker(Session session) {
        this.session = session;
        thread = Executors.newSingleThreadExecutor(session::newThread);
    }

    /** Starts such workers, with {@code peers} to choose from. */
    public static Worker.Launcher launcher(Peers peers) {
        return (job, slots) -> {
            try {
                return new InProcessWorker(new Session(peers, job));
            } catch (IOException | RuntimeException e) {
                throw new WorkerException(WorkerException.Kind.FAILED, e.toString());
            }
        };
    }

    @Override
    public <T> T ask(Action action, Class<T> answer) throws WorkerException {
        try {
            return answer.cast(thread.submit(() -> session.handle(action)).get());
        } catch (ExecutionException e) {
            throw new WorkerException(WorkerException.Kind.FAILED, e.getCause().toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkerException(WorkerException.Kind.FAILED, e.toString());
        }
    }

    @Override
    public void close() {
        thread.close();
        session.close();
    }
}
