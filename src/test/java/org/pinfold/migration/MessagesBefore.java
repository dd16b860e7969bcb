package org.pinfold.migration;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentLinkedQueue;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/** A shared arena for each message. */
final class MessagesBefore implements Messages {
    // region add-and-poll
    private record Message(Arena arena, MemorySegment bytes) {
    }

    private final ConcurrentLinkedQueue<Message> queue = new ConcurrentLinkedQueue<>();

    @Override
    public void add(byte[] message) {
        Arena arena = Arena.ofShared();
        queue.add(new Message(arena, arena.allocateFrom(JAVA_BYTE, message)));
    }

    @Override
    public byte[] poll() {
        Message message = queue.poll();
        if (message == null) {
            return null;
        }
        byte[] copy = message.bytes().toArray(JAVA_BYTE);
        message.arena().close();
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
