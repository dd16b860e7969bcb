package org.pinfold.tools.stress;

import java.time.Duration;
import org.pinfold.tools.stress.canary.Canary;
import org.pinfold.tools.stress.workload.HeapKind;

/** Short runs in this virtual machine. */
public final class Runs {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** Far more than the operations take, whoever is stopped meanwhile: so these are done, all of them. */
    private static final int SECONDS = 120;

    private Runs() {
    }

    /** Has an assignment done here. */
    public static Launcher launcher() {
        return (assignment, progress) -> new WorkloadRun(assignment, PATIENCE, false, progress).run();
    }

    static WorkloadResult run(String workload, int threads, long operations, Canary canary)
            throws InterruptedException {
        return launcher().run(new Assignment(workload, 1, threads, SECONDS, operations, HeapKind.ORDERED, canary),
                progress -> { });
    }
}
