package org.pinfold.tools;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** Says on standard error what is being done: on one line of a terminal, else as a new line every few seconds. */
final class Progress implements AutoCloseable {
    private static final long NANOS_BETWEEN_LINES = TimeUnit.SECONDS.toNanos(5);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private long lastLine;

    Progress(PrintWriter out) {
        this.out = out;
        terminal = System.console() != null && System.console().isTerminal();
        lastLine = System.nanoTime() - NANOS_BETWEEN_LINES;
    }

    void at(String what) {
        if (terminal) {
            out.print(CLEAR_LINE + what);
            out.flush();
        } else if (System.nanoTime() - lastLine >= NANOS_BETWEEN_LINES) {
            lastLine = System.nanoTime();
            out.println(what);
            out.flush();
        }
    }

    /** Makes room for other output. */
    @Override
    public void close() {
        if (terminal) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }
}
