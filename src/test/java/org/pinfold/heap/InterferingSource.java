package org.pinfold.heap;

import java.util.stream.IntStream;

/** Has another thread come while a pass gives pages back, and goes on when that one waits for the pass or is done. */
final class InterferingSource extends PaperSource {
    private Runnable action;
    private Thread thread;

    /** What another thread does during the next purge. */
    void atNextPurge(Runnable interference) {
        action = interference;
        thread = null;
    }

    /** Waits for that thread; whether there was one. */
    boolean interfered() throws InterruptedException {
        action = null;
        if (thread == null) {
            return false;
        }
        thread.join();
        return true;
    }

    @Override
    public void purge(long address, long bytes) {
        super.purge(address, bytes);
        if (action != null) {
            thread = Thread.ofPlatform().start(action);
            action = null;
            while (thread.isAlive() && !hasAnnouncedItself(thread.getStackTrace())) {
                Thread.onSpinWait();
            }
        }
    }

    /** Whether it is in there for certain: on its first step it may still be about to say so. */
    private static boolean hasAnnouncedItself(StackTraceElement[] stack) {
        return IntStream.range(1, stack.length).anyMatch(frame -> stack[frame].getMethodName().equals("whileNone")
                && !stack[frame - 1].getMethodName().equals("incrementAndGet"));
    }
}
