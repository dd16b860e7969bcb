package org.pinfold.netty;

import io.netty.buffer.AbstractByteBufAllocatorTest;
import io.netty.buffer.AbstractByteBufTest;
import io.netty.buffer.ByteBufAllocatorTest;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The main class of a child VM that runs what classes inherit of Netty's tests, and prints the outcome of each, then
 * what has become of our heaps.
 */
final class NettySuiteProgram {
    /** Before the class and the test, on the line of a test that passed. */
    static final String PASSED = "passed: ";
    static final String OTHERWISE = "not passed: ";
    static final String LIVE = "live blocks: ";
    static final String PROBLEM = "problem: ";

    /** The names of the tests that any allocator is asked to pass. */
    private static final Set<String> COMMON =
            Stream.of(AbstractByteBufTest.class, AbstractByteBufAllocatorTest.class, ByteBufAllocatorTest.class)
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .map(Method::getName).collect(Collectors.toUnmodifiableSet());

    private NettySuiteProgram() {
    }

    public static void main(String[] classes) {
        PostDiscoveryFilter common = NettySuiteProgram::onlyCommon;
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(classes).map(DiscoverySelectors::selectClass).toList())
                .filters(common)
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    print(test, result);
                }
            }
        });
        if (classes[0].contains("NettySuites")) {
            System.out.println(LIVE + NettySuites.liveBlocks());
            NettySuites.problems().forEach(problem -> System.out.println(PROBLEM + problem));
        }
    }

    private static FilterResult onlyCommon(TestDescriptor test) {
        boolean included = !(test.getSource().orElse(null) instanceof MethodSource method)
                || COMMON.contains(method.getMethodName());
        return FilterResult.includedIf(included);
    }

    /** The class is in an id such as "[engine:jupiter]/[class:…]/[method:…]". */
    private static void print(TestIdentifier test, TestExecutionResult result) {
        String type = test.getUniqueId().replaceFirst("^.*\\[class:([^]]*)\\].*$", "$1");
        String name = type + " " + test.getLegacyReportingName();
        if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
            System.out.println(PASSED + name);
        } else {
            System.out.println(OTHERWISE + name + " " + result.getThrowable().orElse(null));
        }
    }
}
