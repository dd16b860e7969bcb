package org.pinfold.arrow;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pinfold.mutants.ChildVm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Arrow's own tests of its buffers and vectors, on our memory and on Arrow's: whatever passes there passes here. Some
 * pass on neither, for want of what Arrow's own build has around them.
 */
class ArrowTestsTest {
    /** How many tests there are in the two jars, and how many of them pass on Arrow's own memory. */
    private static final int TESTS = 1_235;
    private static final int PASS = 1_219;
    /** Fewer buffers than these tests ask their allocators for. */
    private static final int BUFFERS = 20_000;

    private static final String SUCCESSFUL = "SUCCESSFUL";
    private static final String ALL = "^(Test.*|.+[.$]Test.*|.*Tests?)$";
    /** The tests that the faulty memory is given, which end even so. */
    private static final String LISTS = ".*\\.TestListVector";
    private static final int AT_A_TIME = 2;
    private static final ExecutorService POOL = Executors.newFixedThreadPool(AT_A_TIME);
    private static final Map<ArrowMemory, CompletableFuture<ChildVm.Result>> RUNS = new EnumMap<>(ArrowMemory.class);

    @BeforeAll
    static void startAll() {
        start(ArrowMemory.STOCK, ALL);
        start(ArrowMemory.PINFOLD, ALL);
        start(ArrowMemory.TWO_OWNERS, LISTS);
    }

    private static void start(ArrowMemory memory, String tests) {
        RUNS.put(memory, CompletableFuture.supplyAsync(() -> new ChildVm(ArrowTests.class.getName())
                // As Arrow's own build has it.
                .vmArguments("-ea", "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "-Darrow.vector.max_allocation_bytes=1048576", "-Duser.timezone=UTC")
                .vmArguments("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m")
                .arguments(memory.name(), tests)
                .run(), POOL));
    }

    @AfterAll
    static void stop() {
        POOL.shutdownNow();
    }

    /** The tests that pass on Arrow's own memory and not on this, of the classes that ran there. */
    private static List<String> worse(ArrowMemory memory, String tests) {
        Map<String, String> here = ArrowTests.outcomes(RUNS.get(memory).join());
        Map<String, String> stock = ArrowTests.outcomes(RUNS.get(ArrowMemory.STOCK).join());
        return stock.keySet().stream()
                .filter(test -> ArrowTests.className(test).matches(tests))
                .filter(test -> stock.get(test).equals(SUCCESSFUL) && !SUCCESSFUL.equals(here.get(test)))
                .toList();
    }

    @Test
    void noneIsWorseThanOnArrowsOwnMemory() {
        ChildVm.Result result = RUNS.get(ArrowMemory.PINFOLD).join();
        assertEquals(0, result.exitCode(), result::output);
        assertEquals(List.of(), worse(ArrowMemory.PINFOLD, ALL), result::output);
    }

    @Test
    void allRan() {
        for (ArrowMemory memory : List.of(ArrowMemory.STOCK, ArrowMemory.PINFOLD)) {
            Map<String, String> outcomes = ArrowTests.outcomes(RUNS.get(memory).join());
            assertTrue(outcomes.size() >= TESTS, () -> "only " + outcomes.size() + " on " + memory);
            long passed = outcomes.values().stream().filter(SUCCESSFUL::equals).count();
            assertTrue(passed >= PASS, () -> "only " + passed + " passed on " + memory);
            long buffers = ArrowTests.buffers(RUNS.get(memory).join());
            assertTrue(buffers >= BUFFERS, () -> "only " + buffers + " buffers from " + memory);
        }
    }

    @Test
    void theHeapHasNothingToComplainOf() {
        assertEquals(List.of(), ArrowTests.complaints(RUNS.get(ArrowMemory.PINFOLD).join()));
    }

    @Test
    @Tag("canary")
    void canaryMemoryWithTwoOwnersIsWorse() {
        ChildVm.Result result = RUNS.get(ArrowMemory.TWO_OWNERS).join();
        assertTrue(ArrowTests.buffers(result) > 0, result::output);
        assertNotEquals(List.of(), worse(ArrowMemory.TWO_OWNERS, LISTS));
    }
}
