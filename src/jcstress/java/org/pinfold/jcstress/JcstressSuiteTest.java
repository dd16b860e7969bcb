package org.pinfold.jcstress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.Main;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.pinfold.evidence.Tier;
import org.pinfold.mutants.ChildVm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/**
 * Runs every table in a child VM and judges what it has shown.
 *
 * <p>jcstress itself leaves out, without a word, tables for which the machine has too few processors, and on a busy
 * machine it can end with hardly a sample. So tables are counted, and one that has shown too little is run again.
 */
@DisplayName("Outcome tables")
final class JcstressSuiteTest {
    private static final String CANARY = CanaryStress.class.getName();

    /** What each table has shown, over all rounds. */
    private static final Map<String, Observation> OBSERVED = new TreeMap<>();
    /** Declared tables that have not shown enough, of those whose turn it is. */
    private static final Set<String> MISSING = Tables.in(Tier.current()).stream().map(Class::getCanonicalName)
            .collect(Collectors.toCollection(TreeSet::new));
    private static final int DECLARED = MISSING.size();

    @BeforeAll
    static void runTables() throws IOException, ClassNotFoundException {
        Path results = JcstressSettings.results();
        for (int round = 1; !MISSING.isEmpty() && round <= JcstressSettings.ROUNDS; round++) {
            run(MISSING, results.resolve("round-" + round))
                    .forEach((table, observation) -> OBSERVED.merge(table, observation, Observation::plus));
            MISSING.removeIf(table -> OBSERVED.containsKey(table) && hasShownEnough(OBSERVED.get(table)));
        }
        System.out.println(summary(results));
        TablesEvidence.leave(tables().filter(table -> !MISSING.contains(table.table())).toList());
    }

    @Test
    void everyDeclaredTableRanAndWasSampled() {
        assertNotEquals(0, DECLARED, "no table was found on the class path");
        assertEquals(DECLARED, OBSERVED.size(), "tables declared for this tier, and tables run");
        assertEquals(Set.of(), MISSING, "tables without enough samples after " + JcstressSettings.ROUNDS + " rounds");
    }

    @Test
    void noTableShowsAForbiddenOutcome() {
        List<Observation> broken = tables().filter(table -> !table.forbidden().isEmpty()).toList();
        assertEquals(List.of(), broken);
    }

    @Test
    void noTableEndsInAnError() {
        List<Observation> failed = OBSERVED.values().stream().filter(table -> !table.errors().isEmpty()).toList();
        assertEquals(List.of(), failed);
    }

    @Test
    void canaryShowsItsForbiddenOutcome() {
        List<Observation> canaries = OBSERVED.values().stream().filter(JcstressSuiteTest::isCanary).toList();
        assertEquals(1, canaries.size());
        assertFalse(canaries.getFirst().forbidden().isEmpty(), "a broken guard passed: this run proves nothing");
    }

    private static Map<String, Observation> run(Set<String> tables, Path folder)
            throws IOException, ClassNotFoundException {
        Files.createDirectories(folder);
        deleteBlobs(folder);
        String selection = tables.stream().map(Pattern::quote).collect(Collectors.joining("|", "^(", ")$"));
        ChildVm.Result child = new ChildVm(Main.class.getName())
                .vmArguments("--enable-native-access=ALL-UNNAMED")
                .arguments(JcstressSettings.options(selection, folder.resolve("report")).toArray(String[]::new))
                .folder(folder)
                .timeout(Duration.ofHours(JcstressSettings.MODE.isEmpty() ? 1 : 24))
                .run();
        Files.writeString(folder.resolve("output.txt"), child.output());
        // The exit code says no more than that the canary failed, as it should.
        return Observation.byTable(read(folder, child));
    }

    private static Collection<TestResult> read(Path folder, ChildVm.Result child)
            throws IOException, ClassNotFoundException {
        List<Path> blobs = blobs(folder);
        assertEquals(1, blobs.size(), () -> "jcstress left no results:\n" + child.output());
        InProcessCollector collector = new InProcessCollector();
        DiskReadCollector reader = new DiskReadCollector(blobs.getFirst().toString(), collector);
        reader.dump();
        reader.close();
        return collector.getTestResults();
    }

    private static Stream<Observation> tables() {
        return OBSERVED.values().stream().filter(table -> !isCanary(table));
    }

    private static boolean isCanary(Observation table) {
        return table.table().startsWith(CANARY);
    }

    private static boolean hasShownEnough(Observation table) {
        return table.samples() >= JcstressSettings.SAMPLES && (!isCanary(table) || !table.forbidden().isEmpty());
    }

    /** Leaves the figures of this run where others can read them, and answers them in one line. */
    private static String summary(Path results) throws IOException {
        List<String> lines = new ArrayList<>(List.of("table\tsamples\toutcomes seen\toutcomes allowed"));
        tables().forEach(table -> lines.add(table.table() + "\t" + table.samples() + "\t" + table.allowed().size()
                + "\t" + table.declared()));
        Files.write(results.resolve("tables.tsv"), lines);
        return "jcstress: " + tables().count() + " tables, "
                + tables().mapToLong(Observation::samples).sum() + " samples, "
                + tables().mapToInt(table -> table.allowed().size()).sum() + " of "
                + tables().mapToInt(Observation::declared).sum() + " allowed outcomes seen";
    }

    private static void deleteBlobs(Path folder) throws IOException {
        for (Path blob : blobs(folder)) {
            Files.delete(blob);
        }
    }

    private static List<Path> blobs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".bin.gz")).toList();
        }
    }
}
