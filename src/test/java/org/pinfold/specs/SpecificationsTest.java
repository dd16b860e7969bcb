package org.pinfold.specs;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.pinfold.evidence.Tier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * Checks every specification under {@code specs}. All runs are queued at once, {@link TlcSettings#PARALLEL} of them
 * run at a time, and each test waits for its own.
 */
class SpecificationsTest {
    private static final List<Specification> ALL = Specification.models();
    private static final List<Specification> MODELS =
            ALL.stream().filter(model -> model.isDueIn(Tier.current())).toList();
    private static final List<Specification> MUTANTS =
            Tier.current().select(Specification.mutants().stream(), Specification::protocol).toList();
    private static final ExecutorService CHILDREN = Executors.newFixedThreadPool(TlcSettings.PARALLEL);
    private static final Map<Specification, CompletableFuture<TlcReport>> RUNS = new LinkedHashMap<>();

    @BeforeAll
    static void start() {
        Stream.of(canaries(), MODELS, MUTANTS).flatMap(List::stream).forEach(specification ->
                RUNS.put(specification, CompletableFuture.supplyAsync(() -> Tlc.run(specification), CHILDREN)));
    }

    @AfterAll
    static void stop() {
        CHILDREN.shutdownNow();
    }

    /** One module that breaks a property of each sort: a run that lets one of them pass proves nothing. */
    private static List<Specification> canaries() {
        Path folder = TlcSettings.SPECS.resolve("canary");
        return Stream.of("Invariant", "ActionProperty", "Liveness")
                .map(sort -> new Specification("canary/" + sort, folder.resolve("Canary.tla"),
                        folder.resolve(sort + ".cfg")))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> canaryIsCaught() {
        return canaries().stream().map(canary -> dynamicTest(canary.name(), () -> assertCaught(canary)));
    }

    @TestFactory
    Stream<DynamicTest> modelHolds() {
        return MODELS.stream().map(model -> dynamicTest(model.name(), () -> {
            TlcReport report = RUNS.get(model).join();
            assertEquals(TlcReport.HOLDS, report.exit(), report::output);
            assertTrue(!model.checks().isEmpty(), model.name() + " checks nothing");
        }));
    }

    @TestFactory
    Stream<DynamicTest> mutantIsCaught() {
        return MUTANTS.stream().map(mutant -> dynamicTest(mutant.name(), () -> assertCaught(mutant)));
    }

    private static void assertCaught(Specification broken) {
        TlcReport report = RUNS.get(broken).join();
        assertEquals(Optional.of(broken.kills()), report.violated(broken.checks()), report::output);
    }

    /** A mutant is a model that holds plus the replaced operators, so nothing but these can be what is caught. */
    @TestFactory
    Stream<DynamicTest> mutantDiffersByItsOperatorsAlone() {
        return MUTANTS.stream().map(mutant -> dynamicTest(mutant.name(), () -> {
            assertTrue(!mutant.overrides().isEmpty(), "no operator is replaced");
            assertTrue(ALL.stream().anyMatch(mutant::isMutantOf),
                    () -> "no configuration of " + mutant.protocol() + " has the bounds " + mutant.bounds()
                            + " and checks all of " + mutant.checks());
        }));
    }

    /** A configuration may have its turn in another tier. */
    private static boolean isSelected(String name) {
        return Stream.concat(ALL.stream(), Specification.mutants().stream())
                .filter(each -> !MODELS.contains(each) && !MUTANTS.contains(each))
                .noneMatch(each -> each.name().equals(name));
    }

    /** What TLC found in this run, line by line as in the manifest; so nothing is missing and nothing is new. */
    @Test
    void manifestTellsWhatWasFound() {
        List<Manifest.Line> found = Stream.concat(MODELS.stream(), MUTANTS.stream())
                .map(each -> Manifest.line(each, RUNS.get(each).join())).toList();
        if (TlcSettings.UPDATE_MANIFEST) {
            Manifest.update(found, SpecificationsTest::isSelected);
        }
        assertEquals(Manifest.figures(Manifest.read().stream().filter(line -> isSelected(line.specification()))),
                Manifest.figures(found.stream()));
        TlcEvidence.leaveModels(MODELS, specification -> RUNS.get(specification).join());
        TlcEvidence.leaveMutants(MUTANTS, specification -> RUNS.get(specification).join());
    }
}
