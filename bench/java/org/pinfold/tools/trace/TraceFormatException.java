package org.pinfold.tools.trace;

import java.io.IOException;

/** A trace file that cannot be read as one: the message names the file, the line and the reason. */
public final class TraceFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int line;

    TraceFormatException(String file, int line, String reason) {
        super(file + ":" + line + ": " + reason);
        this.line = line;
    }

    /** The line at fault, counted from 1. */
    public int line() {
        return line;
    }
}
