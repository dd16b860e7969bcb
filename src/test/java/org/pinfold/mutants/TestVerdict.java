package org.pinfold.mutants;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.AssertionFailedError;

/**
 * The main class of a child VM that runs one test class and says by its exit code what came of it.
 *
 * <p>Tests tagged {@code canary} are left out: they expect an assertion to fail, and so fail with an assertion of
 * their own whatever else goes wrong.
 */
public final class TestVerdict {
    /** Every test passed, and there was at least one. */
    public static final int PASSED = 0;
    /** A test failed by an assertion of its own. */
    static final int REFUTED = 3;
    /** Nothing ran, or something failed in another way only. */
    static final int UNCLEAR = 4;
    /** Where the line begins that says how many tests passed. */
    private static final String COUNT = "tests that passed: ";

    private TestVerdict() {
    }

    public static void main(String[] arguments) {
        String testClass = arguments[0];
        Listener listener = new Listener(testClass);
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(testClass))
                .filters(TagFilter.excludeTags("canary"))
                .build();
        LauncherFactory.create().execute(request, listener);
        listener.failures.forEach(System.out::println);
        System.out.println(COUNT + listener.passed);
        System.exit(listener.verdict());
    }

    /** How many tests have passed in a child that ran this class, by what it said; 0 if it did not get that far. */
    public static int passed(ChildVm.Result child) {
        return child.output().lines().filter(line -> line.startsWith(COUNT))
                .mapToInt(line -> Integer.parseInt(line.substring(COUNT.length()))).findFirst().orElse(0);
    }

    private static final class Listener implements TestExecutionListener {
        private final String testClass;
        private final List<String> failures = new ArrayList<>();
        private int passed;
        private boolean refuted;

        Listener(String testClass) {
            this.testClass = testClass;
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                passed += test.isTest() ? 1 : 0;
                return;
            }
            Throwable cause = result.getThrowable().orElse(null);
            refuted |= cause instanceof AssertionFailedError && belongs(test);
            failures.add(test.getDisplayName() + ": " + cause);
        }

        private boolean belongs(TestIdentifier test) {
            return test.getSource().map(source -> switch (source) {
                case MethodSource method -> method.getClassName();
                case ClassSource type -> type.getClassName();
                default -> "";
            }).orElse("").equals(testClass);
        }

        int verdict() {
            if (refuted) {
                return REFUTED;
            }
            return failures.isEmpty() && passed > 0 ? PASSED : UNCLEAR;
        }
    }
}
