package org.pinfold.migration;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.pinfold.Heap;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/** A block for each message. */
final class MessagesAfter implements Messages {
    private final Heap heap;

    MessagesAfter(Heap heap) {
        this.heap = heap;
    }

    // region add-and-poll
    private final ConcurrentLinkedQueue<MemorySegment> queue = new ConcurrentLinkedQueue<>();

    @Override
    public void add(byte[] message) {
        queue.add(heap.allocateFrom(JAVA_BYTE, message));
    }

    @Override
    public byte[] poll() {
        MemorySegment message = queue.poll();
        if (message == null) {
            return null;
        }
        byte[] copy = message.toArray(JAVA_BYTE);
        heap.free(message);                                 // from now on, nobody may use it
        return copy;
    }
    // endregion

    @Override
    public void close() {
        while (poll() != null) {
            continue;
        }
    }
}
