package org.pinfold.faults;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.pinfold.evidence.Evidence;
import org.pinfold.evidence.Tier;
import org.pinfold.mutants.ChildVm;
import org.pinfold.tools.evidence.Layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Faults at every point: each call of each {@link CallScenario} fails in each way it can, and a thread ends or stops at
 * the steps of each {@link StepScenario}. How many steps are taken grows with the {@link Tier}.
 *
 * <p>That these runs find what is wrong, {@link FaultMutantsTest} shows.
 */
class FaultsTest {
    private static final String CALLS = Tier.current() == Tier.VERIFY ? "CHOSEN" : "EVERY";
    private static final List<String> STEPS = List.of("PLACES", "CHOSEN", "EVERY");
    private static final int LEAST_CALLS = Tier.bound("pinfold.faults.calls", 4_000, 10_000, 10_000);
    private static final int LEAST_STEPS = Tier.bound("pinfold.faults.steps", 1_500, 25_000, 90_000);

    /** Side by side: either keeps one processor busy. */
    @Test
    void loseNothingAndStopNobodyElse() {
        CompletableFuture<ChildVm.Result> calls =
                CompletableFuture.supplyAsync(() -> FaultVm.calls(List.of(), CALLS).run());
        ChildVm.Result steps = FaultVm.steps("sound", List.of(), STEPS.get(Tier.current().ordinal())).run();
        expectSound(calls.join(), LEAST_CALLS);
        assertEquals(FaultVm.told(calls.join())[0], FaultVm.told(calls.join())[1], "planned, and run");
        expectSound(steps, LEAST_STEPS);
        leave("CallFaults", calls.join());
        leave("StepFaults", steps);
    }

    private static void leave(String subject, ChildVm.Result child) {
        Evidence.leave(subject, Layer.FAULTS, Map.of("faults", FaultVm.told(child)[1]));
    }

    private static void expectSound(ChildVm.Result child, int least) {
        System.out.print(child.output());
        assertEquals(0, child.exitCode(), child::output);
        assertTrue(FaultVm.told(child)[1] >= least, () -> "less than " + least + " faults: " + child.output());
    }
}
