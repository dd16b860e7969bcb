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
        while (Stream.of(reader.getStackTrace()).noneMatch(frame -> frame.getMethodName().equals("read0"))) {
            Thread.onSpinWait();
        }
        return reader;
    }
}
