package org.pinfold.netty;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinfold.mutants.ChildVm;
import org.pinfold.mutants.Killer;
import org.pinfold.mutants.Mutant;
import org.pinfold.mutants.Replacement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Of Netty's own tests, ours passes each one that Netty's adaptive allocator passes; and at their end the heap has what
 * it should. Netty's jar of tests has settings for JUnit in it, which must not become ours: so it is on the class path
 * of child VMs alone.
 */
class NettySuitesTest {
    private static final String TESTS_JAR = System.getProperty("pinfold.netty.tests");
    private static final String DIRECT = "org/pinfold/netty/DirectByteBuf.java";
    private static final String NUMBERS = "org/pinfold/netty/SegmentByteBuf.java";

    private static CompletableFuture<ChildVm.Result> ours;
    private static CompletableFuture<ChildVm.Result> adaptive;
    private static CompletableFuture<ChildVm.Result> broken;

    /** A class of tests for ours, the one for the adaptive allocator, and how many they have in common at least. */
    enum Suite {
        DIRECT("Direct", "AdaptiveBigEndianDirectByteBufTest", 411),
        DIRECT_LITTLE_ENDIAN("DirectLittleEndian", "AdaptiveLittleEndianDirectByteBufTest", 411),
        ARRAY("Array", "AdaptiveBigEndianHeapByteBufTest", 411),
        ARRAY_LITTLE_ENDIAN("ArrayLittleEndian", "AdaptiveLittleEndianHeapByteBufTest", 411),
        ALLOCATOR("Allocator", "AdaptiveByteBufAllocatorTest", 21);

        final String ours;
        final String adaptive;
        final int atLeast;

        Suite(String ours, String adaptive, int atLeast) {
            this.ours = "org.pinfold.netty.NettySuites$" + ours;
            this.adaptive = "io.netty.buffer." + adaptive;
            this.atLeast = atLeast;
        }
    }

    @BeforeAll
    static void startAll() {
        String[] classes = Arrays.stream(Suite.values()).map(suite -> suite.ours).toArray(String[]::new);
        ours = CompletableFuture.supplyAsync(() -> child(classes).run());
        adaptive = CompletableFuture.supplyAsync(() -> child(
                Arrays.stream(Suite.values()).map(suite -> suite.adaptive).toArray(String[]::new)).run());
        // After the first: two at a time are enough.
        broken = ours.thenApply(_ -> child(Suite.DIRECT.ours).classPathFirst(seeded()).run());
    }

    private static ChildVm child(String... classes) {
        return new ChildVm(NettySuiteProgram.class.getName())
                .classPath(System.getProperty("java.class.path") + File.pathSeparator + TESTS_JAR)
                .vmArguments("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
                .property("junit.jupiter.execution.parallel.enabled", "false")
                .arguments(classes);
    }

    /** A number whose third byte is lost, and a block that is never freed. */
    private static Path seeded() {
        return new Mutant(0, "DirectByteBuf", "canary", "no bug", EnumSet.of(Killer.U), List.of(
                new Replacement(NUMBERS, "(byte) (value >>> Short.SIZE)", "(byte) (value >>> Byte.SIZE)"),
                new Replacement(DIRECT, "alloc.heap().free(block);", "block.byteSize();"))).compile();
    }

    /** The tests of a class that passed. */
    private static Set<String> passed(ChildVm.Result result, String type) {
        String start = NettySuiteProgram.PASSED + type + " ";
        return result.output().lines().filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length())).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> rest(ChildVm.Result result, String start) {
        return result.output().lines().filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()));
    }

    /** What the adaptive allocator passes and that one does not. */
    private static Set<String> missing(ChildVm.Result result, Suite suite) {
        Set<String> missing = passed(adaptive.join(), suite.adaptive);
        missing.removeAll(passed(result, suite.ours));
        return missing;
    }

    private static String failures(ChildVm.Result result) {
        return rest(result, NettySuiteProgram.OTHERWISE).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @EnumSource
    void passesWhatTheAdaptiveAllocatorPasses(Suite suite) {
        int passed = passed(adaptive.join(), suite.adaptive).size();
        assertTrue(passed >= suite.atLeast, () -> "the adaptive allocator passed only " + passed + "\n"
                + failures(adaptive.join()));
        assertEquals(Set.of(), missing(ours.join(), suite), () -> failures(ours.join()));
    }

    @Test
    void theHeapsAreInOrderAfterwards() {
        assertEquals(List.of(), rest(ours.join(), NettySuiteProgram.PROBLEM).toList());
        assertEquals(List.of("0"), rest(ours.join(), NettySuiteProgram.LIVE).toList(), "live blocks");
    }

    @Test
    @Tag("canary")
    void canaryAFaultIsFound() {
        Set<String> missing = missing(broken.join(), Suite.DIRECT);
        assertTrue(missing.stream().anyMatch(test -> test.contains("MediumLE")), () -> "missing: " + missing);
        assertTrue(missing.size() < Suite.DIRECT.atLeast / 2, () -> "not that fault alone: " + missing);
        assertFalse(rest(broken.join(), NettySuiteProgram.LIVE).toList().contains("0"), "a block was not freed");
    }
}
