package org.pinfold.lincheck;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jetbrains.lincheck.datastructures.Options;
import org.pinfold.mutants.ChildVm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How all checks run Lincheck, in this VM or in one of its own, and how they count what it did. */
final class LincheckRuns {
    private LincheckRuns() {
    }

    /** The options with these bounds, and with {@link LincheckSettings}' threads and operations. */
    static <O extends Options<O, ?>> O bounded(O options, Class<?> specification, int scenarios, int executions) {
        return options.threads(LincheckSettings.THREADS)
                .actorsPerThread(LincheckSettings.OPERATIONS)
                .actorsBefore(0)
                .actorsAfter(0)
                .iterations(scenarios)
                .invocationsPerIteration(executions)
                .sequentialSpecification(specification)
                .verifier(CountingVerifier.class);
    }

    /** Asserts that all scenarios, and at least so many executions, were verified since the last call; prints both. */
    static CountingVerifier.Counts assertCounted(Class<?> test, String unit, long scenarios, long leastExecutions) {
        CountingVerifier.Counts counts = CountingVerifier.takeCounts();
        System.out.printf("Lincheck %s: %d scenarios, %d %s%n", test.getSimpleName(), counts.scenarios(),
                counts.executions(), unit);
        assertEquals(scenarios, counts.scenarios(), "scenarios verified");
        assertTrue(counts.executions() >= leastExecutions, "too few executions verified: " + counts.executions());
        return counts;
    }

    /**
     * What {@link #assertCounted} has printed of this test and unit into the output of another VM.
     *
     * @throws AssertionError if it has not, or more than once
     */
    static Counted counted(Class<?> test, String unit, String output) {
        Pattern line = Pattern.compile("Lincheck " + test.getSimpleName() + ": (\\d+) scenarios, (\\d+) " + unit);
        List<Counted> found = output.lines().map(line::matcher).filter(Matcher::matches)
                .map(it -> new Counted(Long.parseLong(it.group(1)), Long.parseLong(it.group(2)))).toList();
        assertEquals(1, found.size(), () -> "lines like '" + line + "' in\n" + output);
        return found.getFirst();
    }

    /** What was verified, as told by another VM. */
    record Counted(long scenarios, long executions) {
    }

    /** A VM that Lincheck can attach to, in which the classes in {@code first} stand before all others. */
    static ChildVm child(Class<?> main, Path... first) {
        return new ChildVm(main.getName())
                .classPathFirst(first)
                .vmArguments("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                        "-XX:+EnableDynamicAgentLoading", "-XX:-UseCompactObjectHeaders")
                .property("lincheck.threads", Integer.toString(LincheckSettings.THREADS))
                .property("lincheck.operations", Integer.toString(LincheckSettings.OPERATIONS));
    }

    /** The check of this name, made as JUnit makes it. */
    static ModelChecked named(String testClass) throws ReflectiveOperationException {
        var constructor = Class.forName(testClass).getDeclaredConstructor();
        constructor.setAccessible(true);
        return (ModelChecked) constructor.newInstance();
    }
}
