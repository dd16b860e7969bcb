package org.pinfold.faults;

import java.util.Map;

/** Ends the VM, and tells where its threads are, if something takes so long that it hangs. */
final class Watchdog {
    /** In looks, a second apart: a VM that was stopped for longer did not hang. */
    private static final int PATIENCE = 60;
    private static final int EXIT_CODE = 1;

    private static volatile String what;

    static {
        Thread.ofPlatform().daemon().name("watchdog").start(Watchdog::run);
    }

    private Watchdog() {
    }

    /** From now on this is done, and something else later. */
    static void watch(String work) {
        what = work;
    }

    private static void run() {
        try {
            String before = null;
            int looks = 0;
            while (before == null || looks < PATIENCE) {
                Thread.sleep(1000);
                String now = what;
                // Each is a string of its own.
                looks = now == before ? looks + 1 : 0;
                before = now;
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
