package org.pinfold.lincheck;

import java.util.Map;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;
import org.pinfold.evidence.Evidence;
import org.pinfold.tools.evidence.Layer;

import static org.junit.jupiter.api.Assertions.assertThrows;

/** The checks of one protocol: its operations against the sequential specification, and a broken variant of them. */
public abstract class ProtocolCheck implements ModelChecked {
    /** Bookkeeping of the tests that is no shared state of a protocol. */
    private static final String[] THREAD_LOCAL = {"org.pinfold.protocol.Hand", "org.pinfold.protocol.Marks"};

    private final Class<?> operations;
    private final Class<?> broken;
    private final Class<?> specification;

    /**
     * For the subclass, which is the protocol's test.
     *
     * @param operations what the threads do
     * @param broken the same with a known bug
     * @param specification what each operation answers when nothing else runs
     */
    protected ProtocolCheck(Class<?> operations, Class<?> broken, Class<?> specification) {
        this.operations = operations;
        this.broken = broken;
        this.specification = specification;
    }

    @Test
    void everyInterleavingIsLinearizableAndObstructionFree() {
        CountingVerifier.takeCounts();
        modelChecking().check(operations);
        assertCounted(Layer.LINCHECK, "interleavings", LincheckSettings.SCENARIOS, LincheckSettings.SCENARIOS);
    }

    @Test
    void stressIsLinearizable() {
        CountingVerifier.takeCounts();
        LincheckRuns.bounded(new StressOptions(), specification, LincheckSettings.STRESS_SCENARIOS,
                LincheckSettings.STRESS_EXECUTIONS).check(operations);
        assertCounted(Layer.STRESS, "executions", LincheckSettings.STRESS_SCENARIOS,
                (long) LincheckSettings.STRESS_SCENARIOS * LincheckSettings.STRESS_EXECUTIONS);
    }

    /** The canary: a checker that passes this class checks nothing. */
    @Test
    void brokenVariantIsCaught() {
        assertThrows(LincheckAssertionError.class,
                () -> modelChecking().minimizeFailedScenario(false).check(broken));
    }

    @Override
    public final void checkOnce() {
        modelChecking().minimizeFailedScenario(false).check(operations);
    }

    private ModelCheckingOptions modelChecking() {
        return LincheckRuns.bounded(new ModelCheckingOptions(), specification, LincheckSettings.SCENARIOS,
                LincheckSettings.INTERLEAVINGS)
                .checkObstructionFreedom(true)
                .addGuarantee(ManagedStrategyGuaranteeKt.forClasses(THREAD_LOCAL).allMethods().ignore());
    }

    private void assertCounted(Layer layer, String unit, long scenarios, long leastExecutions) {
        CountingVerifier.Counts counts = LincheckRuns.assertCounted(getClass(), unit, scenarios, leastExecutions);
        Evidence.leave(Evidence.subject(getClass().getSimpleName()), layer,
                Map.of("scenarios", counts.scenarios(), unit, counts.executions()));
    }
}
