package org.pinfold.lincheck;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;
import org.pinfold.evidence.Evidence;
import org.pinfold.mutants.ChildVm;
import org.pinfold.mutants.SmallTables;
import org.pinfold.specs.sequential.HeapSpecification;
import org.pinfold.tools.evidence.Layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/**
 * A check of the heap as a whole: all its classes as they are, with {@link SmallTables}, therefore in a child VM.
 *
 * <p>Each protocol is one step here, as its own check shows that it behaves like one; threads switch between those
 * steps, and at every other access to what they share. Random scenarios come after some that are written down, because
 * a bug needs certain operations to meet and each scenario is long.
 */
public abstract class HeapCheck implements ModelChecked {
    /** Bookkeeping of the check that is no shared state of the heap, and people's view of what has happened. */
    private static final String[] NO_STATE = {
        "org.pinfold.heap.Blocks", "org.pinfold.heap.Events", "org.pinfold.heap.Paper", "org.pinfold.heap.Roles"
    };
    /** More than there are classes, or units: who goes round more often does not come to an end. */
    private static final int ENDLESS = 1_000;
    private static final int STRESS_SCENARIOS = 2;
    private static final String INTERLEAVINGS = "interleavings";
    private static final String STRESS_EXECUTIONS = "stress executions";

    private final Class<?> operations;
    private final Class<?> broken;
    private final List<String> scenarios;

    /**
     * For the subclass, which is the test.
     *
     * @param operations what the threads do
     * @param broken the same with a known bug
     * @param scenarios some that are worth a check of their own, for {@link Scenarios}
     */
    protected HeapCheck(Class<?> operations, Class<?> broken, String... scenarios) {
        this.operations = operations;
        this.broken = broken;
        this.scenarios = List.of(scenarios);
    }

    /** Three checks in one VM, as it takes long to begin: every interleaving, a stress run, and the canary. */
    @Test
    void isLinearizableAndItsBrokenVariantIsCaught() {
        ChildVm.Result result = child(HeapCheck.class, SmallTables.compile())
                .arguments(getClass().getName()).run();
        result.output().lines().filter(line -> line.startsWith("Lincheck ")).forEach(System.out::println);
        assertEquals(0, result.exitCode(), result::output);
        leave(result.output(), Layer.LINCHECK, INTERLEAVINGS, "interleavings");
        leave(result.output(), Layer.STRESS, STRESS_EXECUTIONS, "executions");
    }

    /** The child has asserted its counts, and cannot know where evidence is left. */
    private void leave(String output, Layer layer, String unit, String figure) {
        LincheckRuns.Counted counted = LincheckRuns.counted(getClass(), unit, output);
        String subject = getClass().getSimpleName().replace("LincheckTest", "");
        Evidence.leave(subject, layer, Map.of("scenarios", counted.scenarios(), figure, counted.executions()));
    }

    /** A VM in which the classes in {@code first} are the heap's. */
    static ChildVm child(Class<?> main, Path... first) {
        return LincheckRuns.child(main, first)
                .timeout(Duration.ofMinutes(40))
                .property("lincheck.heap.iterations", Integer.toString(LincheckSettings.HEAP_SCENARIOS))
                .property("lincheck.heap.invocations", Integer.toString(LincheckSettings.HEAP_INTERLEAVINGS));
    }

    /** In the child: the checks of this test class. */
    public static void main(String[] testClass) throws ReflectiveOperationException {
        ((HeapCheck) LincheckRuns.named(testClass[0])).check();
        System.exit(0);
    }

    private void check() {
        CountingVerifier.takeCounts();
        modelChecking(operations).check(operations);
        int expected = scenarios.size() + LincheckSettings.HEAP_SCENARIOS;
        LincheckRuns.assertCounted(getClass(), INTERLEAVINGS, expected, expected);
        stress().check(operations);
        LincheckRuns.assertCounted(getClass(), STRESS_EXECUTIONS, STRESS_SCENARIOS,
                (long) STRESS_SCENARIOS * LincheckSettings.HEAP_INTERLEAVINGS);
        assertThrows(LincheckAssertionError.class,
                () -> modelChecking(broken).minimizeFailedScenario(false).check(broken));
    }

    @Override
    public final void checkOnce() {
        modelChecking(operations).minimizeFailedScenario(false).check(operations);
    }

    private ModelCheckingOptions modelChecking(Class<?> checked) {
        ModelCheckingOptions options = LincheckRuns.bounded(new ModelCheckingOptions(), HeapSpecification.class,
                LincheckSettings.HEAP_SCENARIOS, LincheckSettings.HEAP_INTERLEAVINGS)
                .checkObstructionFreedom(true)
                .loopIterationsBeforeThreadSwitch(ENDLESS / 2)
                .loopBound(ENDLESS)
                .addGuarantee(ManagedStrategyGuaranteeKt.forClasses(NO_STATE).allMethods().ignore())
                .addGuarantee(ManagedStrategyGuaranteeKt.forClasses("org.pinfold.heap.HeapInHands")
                        .methods("assertConserved").ignore())
                .addGuarantee(ManagedStrategyGuaranteeKt.forClasses("org.pinfold.heap.Superslab")
                        .methods("slab").ignore())
                .addGuarantee(ManagedStrategyGuaranteeKt.forClasses(name -> name.startsWith("org.pinfold.protocol."))
                        .allMethods().treatAsAtomic());
        scenarios.forEach(text -> options.addCustomScenario(Scenarios.read(checked, text)));
        return options;
    }

    private StressOptions stress() {
        return LincheckRuns.bounded(new StressOptions(), HeapSpecification.class, STRESS_SCENARIOS,
                LincheckSettings.HEAP_INTERLEAVINGS);
    }
}
