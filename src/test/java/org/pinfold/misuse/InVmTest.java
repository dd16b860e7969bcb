package org.pinfold.misuse;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.mutants.ChildVm;
import org.pinfold.mutants.Mutant;
import org.pinfold.mutants.Replacement;
import org.pinfold.mutants.TestVerdict;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Runs the tests in which a crash of the VM is thinkable, each class in a VM of its own: a crash fails the test, and so
 * does a VM that ran fewer tests than there are. They use memory by raw addresses that are not theirs any more, or come
 * to the end of their stack.
 */
class InVmTest {
    /** The classes, and how many tests each has, with all parameters. */
    static final Map<Class<?>, Integer> TESTS = Map.ofEntries(
            Map.entry(MetadataInVm.class, 16),
            Map.entry(StaleAddressesInVm.class, 24),
            Map.entry(HardenedBoundsInVm.class, 96),
            Map.entry(HardenedFreeInVm.class, 152),
            Map.entry(ForeignMappingsInVm.class, 8),
            Map.entry(ClosedUnderUseInVm.class, 4),
            Map.entry(DeepStacksInVm.class, 4),
            Map.entry(FreeStubInVm.class, 13),
            Map.entry(MaintenanceInVm.class, 3),
            Map.entry(UnloadingInVm.class, 9),
            Map.entry(ReentranceInVm.class, 28));

    private static final int AT_A_TIME = 2;
    private static final Map<String, CompletableFuture<ChildVm.Result>> RUNS = new TreeMap<>();
    private static final ExecutorService POOL = Executors.newFixedThreadPool(AT_A_TIME);

    static Stream<Class<?>> classes() {
        return TESTS.keySet().stream();
    }

    @BeforeAll
    static void startAll() {
        classes().forEach(tests -> RUNS.put(tests.getName(), CompletableFuture.supplyAsync(
                () -> vm(TestVerdict.class).classPathFirst(edited(tests)).arguments(tests.getName()).run(), POOL)));
    }

    /** A maintenance thread that ends in time ends because it is told to, not because it has slept enough. */
    private static Path[] edited(Class<?> tests) {
        return tests != MaintenanceInVm.class ? new Path[0] : new Path[] {
            new Mutant(0, "Maintenance", "sleeps-for-a-day", "no bug", Set.of(), List.of(new Replacement(
                    "org/pinfold/heap/Maintenance.java", "LONGEST_SLEEP_NANOS = 10_000_000_000L;",
                    "LONGEST_SLEEP_NANOS = 86_400_000_000_000L;"))).compile()};
    }

    @AfterAll
    static void stop() {
        POOL.shutdownNow();
    }

    /** A VM of the tests' kind for a main class, in which native access is allowed; it tells why it crashes. */
    static ChildVm vm(Class<?> program) {
        return new ChildVm(program.getName())
                .property("pinfold.classes", System.getProperty("pinfold.classes"))
                .property("pinfold.test.classes", System.getProperty("pinfold.test.classes"))
                .vmArguments("--enable-native-access=ALL-UNNAMED", "-Xmx512m", "-XX:+UseSerialGC",
                        "-XX:SoftRefLRUPolicyMSPerMB=0", "-XX:+ErrorFileToStdout", "-XX:-CreateCoredumpOnCrash");
    }

    @ParameterizedTest
    @MethodSource("classes")
    void passesWithoutACrash(Class<?> tests) {
        ChildVm.Result result = RUNS.get(tests.getName()).join();
        assertFalse(result.crashed(), result::output);
        assertEquals(TestVerdict.PASSED, result.exitCode(), result::output);
        assertEquals(TESTS.get(tests), TestVerdict.passed(result), result::output);
    }

    /** Reads where nothing is mapped. */
    static final class Crashing {
        private Crashing() {
        }

        public static void main(String[] arguments) {
            System.out.println(MemorySegment.ofAddress(16).reinterpret(1).get(JAVA_BYTE, 0));
        }
    }

    @Test
    @Tag("canary")
    void canaryACrashIsSeen() {
        ChildVm.Result result = vm(Crashing.class).run();
        assertTrue(result.crashed(), result::output);
        assertTrue(result.output().contains("SIGSEGV"), "the reason is told");
    }

    @Test
    @Tag("canary")
    void canaryAnExitIsNoCrash() {
        ChildVm.Result result = vm(TestVerdict.class).arguments("no.such.Test").run();
        assertFalse(result.crashed(), result::output);
        assertEquals(0, TestVerdict.passed(result));
        assertEquals(Set.of(false), Set.of(result.exitCode() == TestVerdict.PASSED));
    }
}
