package org.pinfold.faults;

import java.util.Map;

/** Ends the VM, and tells where its threads are, if something takes so long that it hangs. */
final class Watchdog {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final int EXIT_CODE = 1;

    private static volatile String what;
    private static volatile long since;

    static {
        Thread.ofPlatform().daemon().name("watchdog").start(Watchdog::run);
    }

    private Watchdog() {
    }

    /** From now on this is done, and something else later. */
    static void watch(String work) {
        since = System.nanoTime();
        what = work;
    }

    private static void run() {
        try {
            while (what == null || System.nanoTime() - since < PATIENCE_NANOS) {
                Thread.sleep(1000);
            }
        } catch (InterruptedException e) {
            return;
        }
        System.out.println(StepFaults.VIOLATION + what + ": hangs");
        for (Map.Entry<Thread, StackTraceElement[]> thread : Thread.getAllStackTraces().entrySet()) {
            System.out.println(thread.getKey());
            for (StackTraceElement frame : thread.getValue()) {
                System.out.println("    " + frame);
            }
        }
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}
