package org.pinfold.tools.bench.c;

import java.io.InterruptedIOException;

/** How a process ends. */
final class Exit {
    private Exit() {
    }

    /** Waits for its end and returns its status. Who is interrupted meanwhile ends it. */
    static int of(Process process) throws InterruptedIOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + process.info().command().orElse("a program")
                    + " was running");
        }
    }
}
