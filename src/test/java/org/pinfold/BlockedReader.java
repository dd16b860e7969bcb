package org.pinfold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.stream.Stream;

/** A thread in a call of the JDK that holds a segment's lifetime open. */
final class BlockedReader {
    private BlockedReader() {
    }

    /** One that reads from an empty pipe into a segment's buffer, and is in the call by now. */
    static Thread of(Pipe pipe, ByteBuffer buffer) {
        Thread reader = Thread.ofPlatform().start(() -> {
            try {
                pipe.source().read(buffer);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        while (!isInCall(reader)) {
            Thread.onSpinWait();
        }
        return reader;
    }

    /**
     * Whether a thread has got as far as the system call for a channel, from where on the segment is in use. Another
     * call of that name is one that reads a class.
     */
    static boolean isInCall(Thread reader) {
        return Stream.of(reader.getStackTrace()).anyMatch(frame ->
                frame.getMethodName().equals("read0") && frame.getClassName().startsWith("sun.nio.ch."));
    }
}
