package org.pinfold.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pinfold.faults.Steps.Kind;

/** A thread of which the steps of one operation are counted, and to which something happens at one of them. */
final class Victim {
    private final StepFault fault;
    private final int target;
    private final Thread thread;
    private final List<Step> steps = new ArrayList<>();
    /** Open when it has stopped or is at its end. */
    private final CountDownLatch settled = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private boolean armed;
    private boolean hit;
    private volatile boolean stopped;
    private Throwable end;

    /** A step of the operation. */
    record Step(Kind kind, String where) {
    }

    /** A thread of the maker's kind to whose step number {@code target}, from 0, this happens; nothing if null. */
    Victim(StepFault fault, int target, Runnable life, Function<Runnable, Thread> maker) {
        this.fault = fault;
        this.target = fault == null ? -1 : target;
        this.thread = maker.apply(() -> {
            try {
                life.run();
            } catch (Throwable e) {
                end = e;
            }
            settled.countDown();
        });
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** For the thread: does what is to be disturbed. */
    void perform(Runnable operation) {
        armed = true;
        try {
            operation.run();
        } finally {
            armed = false;
        }
    }

    /** For the thread, at each step. */
    void reach(Kind kind, String where) {
        if (!armed) {
            return;
        }
        int number = steps.size();
        steps.add(new Step(kind, where));
        if (number == target) {
            hit = true;
            happen();
        } else if (hit && fault == StepFault.FULL_FOR_LONG && fault.applies(kind)) {
            throw fault.error();
        }
    }

    private void happen() {
        if (!fault.isStop()) {
            throw fault.error();
        }
        stopped = true;
        settled.countDown();
        await(released);
        stopped = false;
    }

    /** Starts the thread, and waits until it has stopped or ended; {@link Watchdog} sees to it that this has an end. */
    void run() throws InterruptedException {
        Steps.watch(this);
        thread.start();
        settled.await();
        if (!stopped) {
            thread.join();
        }
    }

    /** Lets it go on if it has stopped, and waits for its end. */
    void finish() throws InterruptedException {
        released.countDown();
        thread.join();
        Steps.watch(null);
    }

    private static void await(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException ignored) {
                // Nobody means it.
            }
        }
    }

    /** Whether it is inside the operation, at the step where it stops. */
    boolean hasStopped() {
        return stopped;
    }

    /** The steps of the operation; after its end. */
    List<Step> steps() {
        return steps;
    }

    /** What ended the thread, or null. */
    Throwable end() {
        return end;
    }

    /**
     * Whether it has ended on its way in or out of a heap, or while it made an end of one: such a heap keeps its pages,
     * as one does whose user stops for ever.
     */
    boolean hasDiedAtTheGate() {
        return end != null && Stream.of(end.getStackTrace()).anyMatch(frame -> {
            String name = frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
            return name.equals("HeapGate") || (name + "." + frame.getMethodName()).matches(
                    "Gated\\.(enter|exit|close)|HeapCore\\.(end|leave)|HeapCore\\.<init>");
        });
    }
}
