package org.pinfold.misuse;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The thread that does something, while the test waits for it: what it does is ordered after what was done before. */
enum Who {
    SAME_THREAD,
    PLATFORM_THREAD,
    VIRTUAL_THREAD;

    /** Runs the action to its end, and throws what it throws. */
    void run(Runnable action) {
        if (this == SAME_THREAD) {
            action.run();
            return;
        }
        FutureTask<Void> task = new FutureTask<>(action, null);
        Thread thread = this == PLATFORM_THREAD ? Thread.ofPlatform().start(task) : Thread.ofVirtual().start(task);
        try {
            task.get();
            thread.join();
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this test", e);
        }
    }

    private static RuntimeException thrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }
}
