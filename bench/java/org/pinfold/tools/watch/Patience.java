package org.pinfold.tools.watch;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks another process, and does not wait for ever: one that was stopped does not answer, and neither attaching nor
 * remote calls give up by themselves. The thread that waits stays behind, and keeps nobody from ending.
 */
final class Patience {
    /** How long an answer may take. */
    static final long ANSWER_MILLIS = 20_000;

    private Patience() {
    }

    /**
     * The answer.
     *
     * @throws TargetException that of the question, or that the process does not answer
     */
    static <T> T answer(Target target, long millis, Callable<T> question) throws TargetException {
        FutureTask<T> asked = new FutureTask<>(question);
        Thread.ofPlatform().daemon().start(asked);
        try {
            return asked.get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case TargetException told -> told;
                case IOException lost -> lost(target, lost);
                default -> throw new IllegalStateException(e.getCause());
            };
        } catch (TimeoutException e) {
            throw lost(target, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw lost(target, e);
        }
    }

    /** The process does not answer any more. */
    static TargetException lost(Target target, Exception e) {
        return target.isEnding()
                ? new TargetException("process " + target.pid() + " has ended: there is nothing left to watch", e)
                : new TargetException("process " + target.pid() + " does not answer ("
                    + (e.getMessage() == null ? "time is over" : e.getMessage())
                    + "): it may be stopped, hang, or have no time; try again when it runs", e);
    }
}
