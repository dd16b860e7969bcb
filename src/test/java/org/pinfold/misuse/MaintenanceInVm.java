package org.pinfold.misuse;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pinfold.Backing;
import org.pinfold.Heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The maintenance thread of a VM that has no other heaps than a test's: when it is there, and what it puts up with. */
class MaintenanceInVm {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Thread maintenance() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("pinfold-maintenance")).findFirst().orElse(null);
    }

    /** Looks now and then: to look at a heap interrupts what the thread does for it. */
    private static void waitFor(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, what);
            Thread.sleep(Duration.ofMillis(20));
        }
    }

    private static void waitUntilAsleep(Thread thread) throws InterruptedException {
        waitFor("it sleeps", () -> thread.getState() == Thread.State.TIMED_WAITING && !thread.isInterrupted());
    }

    /** That of the test before ends in its own time. */
    @BeforeEach
    void noneIsThere() throws InterruptedException {
        waitFor("there is none without a heap", () -> maintenance() == null);
    }

    /** Also when it has nothing to do and sleeps, here for a day: it would keep its class loader. */
    @Test
    void endsWithTheLastHeap() throws InterruptedException {
        Thread thread;
        try (Heap heap = Heap.create()) {
            thread = maintenance();
            assertTrue(thread.isDaemon());
            assertNull(thread.getContextClassLoader());
            waitUntilAsleep(thread);
            assertEquals(Backing.MMAP, heap.backing());
        }
        assertTrue(thread.join(PATIENCE), "it ends");
        try (Heap another = Heap.create()) {
            assertTrue(maintenance().isAlive(), () -> "a new one for " + another);
        }
    }

    /** An interrupt that nobody takes notice of would make each of its sleeps the last. */
    @Test
    void sleepsOnAfterAnInterruptAndStillWorks() throws InterruptedException {
        try (Heap heap = Heap.builder().limit(Setup.LIMIT).purgeDelay(Duration.ofMillis(1)).build()) {
            Thread thread = maintenance();
            waitUntilAsleep(thread);
            thread.interrupt();
            waitUntilAsleep(thread);
            assertTrue(thread.isAlive());
            long stays = heap.malloc(16);
            long bytes = 2 << 20;
            heap.free(heap.allocate(bytes, 1).fill((byte) 1));
            heap.flushThreadCache();
            long wakes = heap.malloc(48);
            waitFor("what was freed goes back", () -> heap.stats().purgedBytes() >= bytes / 2);
            heap.free(wakes);
            heap.free(stays);
        }
    }

    /** A group may be a class of a program that is gone one day, and may be interrupted as a whole. */
    @Test
    void isInNoGroupOfAProgram() throws InterruptedException {
        ThreadGroup programs = new ThreadGroup("a program's");
        Heap[] heap = {null};
        Thread starter = new Thread(programs, () -> heap[0] = Heap.create());
        starter.start();
        starter.join();
        try (Heap open = heap[0]) {
            assertFalse(programs.parentOf(maintenance().getThreadGroup()), open::toString);
            assertNull(maintenance().getThreadGroup().getParent());
        }
    }
}
