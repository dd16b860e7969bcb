package org.pinfold.arrow;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.pinfold.mutants.ChildVm;

/**
 * The main class of a child VM that runs Arrow's own tests on one kind of memory and tells what came of each.
 *
 * <p>The tests make their allocators as Arrow's users do, with the factory that Arrow finds by itself. Here it is told
 * beforehand, where it would keep what it has found: what it looks for are files with names of its own.
 */
public final class ArrowTests {
    /** Where the line of a test begins; its outcome and name follow. */
    private static final String OUTCOME = "arrow-test ";
    /** Where the line begins that says how many buffers the memory was asked for. */
    private static final String BUFFERS = "arrow-buffers ";
    /** Where the lines begin that say what the heap has to complain of. */
    private static final String COMPLAINT = "arrow-complaint ";

    private ArrowTests() {
    }

    /** Takes the kind of memory and a pattern of class names. */
    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        // Some of the tests write files there.
        Files.createDirectory(Path.of("target"));
        CountedFactory memory = new CountedFactory(ArrowMemory.valueOf(arguments[0]).factory());
        Class<?> option = Class.forName("org.apache.arrow.memory.DefaultAllocationManagerOption");
        Field found = option.getDeclaredField("DEFAULT_ALLOCATION_MANAGER_FACTORY");
        found.setAccessible(true);
        found.set(null, memory);
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClasspathRoots(jars()))
                .filters(ClassNameFilter.includeClassNamePatterns(arguments[1]))
                .build();
        LauncherFactory.create().execute(request, new Teller());
        System.out.println(BUFFERS + memory.buffers());
        ArrowMemory.complaints().forEach(complaint -> System.out.println(COMPLAINT + complaint));
        System.exit(0);
    }

    private static Set<Path> jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().matches("arrow-.*-tests\\.jar"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The outcomes that such a child has told, by name of the test. */
    static TreeMap<String, String> outcomes(ChildVm.Result child) {
        TreeMap<String, String> outcomes = new TreeMap<>();
        told(child, OUTCOME).forEach(line -> {
            int space = line.indexOf(' ');
            outcomes.put(line.substring(space + 1), line.substring(0, space));
        });
        return outcomes;
    }

    /** How many buffers the memory was asked for, as such a child has told; 0 if it did not get that far. */
    static long buffers(ChildVm.Result child) {
        return told(child, BUFFERS).mapToLong(Long::parseLong).sum();
    }

    /** What the heap of such a child has complained of. */
    static List<String> complaints(ChildVm.Result child) {
        return told(child, COMPLAINT).toList();
    }

    /** The class that a test is in. */
    static String className(String test) {
        return test.replaceFirst(".*?\\[class:(.*?)].*", "$1");
    }

    private static Stream<String> told(ChildVm.Result child, String what) {
        return child.output().lines().filter(line -> line.startsWith(what))
                .map(line -> line.substring(what.length()));
    }

    private static final class Teller implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            // A class whose preparation fails is told of too: its tests are not.
            if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                System.out.println("\n" + OUTCOME + result.getStatus() + " " + test.getUniqueId());
                result.getThrowable().ifPresent(cause -> System.out.println(test.getUniqueId() + ": " + cause));
            }
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            System.out.println("\n" + OUTCOME + "SKIPPED " + test.getUniqueId());
        }
    }
}
