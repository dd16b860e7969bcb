package org.pinfold.tools.report;

import org.pinfold.tools.worker.Job;
import org.pinfold.tools.worker.WorkerException;

/** A replay that gave no result: what it was for, the kind of failure, and the reason in words. */
public record Failure(Job.Purpose purpose, WorkerException.Kind kind, String message) {

    /** The message's first line, which a table has room for. */
    public String brief() {
        return message.lines().findFirst().orElse(kind.toString());
    }
}
