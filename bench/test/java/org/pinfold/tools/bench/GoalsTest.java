package org.pinfold.tools.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class GoalsTest {
    private static final double EXACT = 1e-12;

    @TempDir
    private Path folder;

    @Test
    void theBestIsTheFastestOfEachRow() {
        Results results = new Results().withEmpty(1).withMain("pinfold", 12);
        Cases.all().stream().map(Case::row).filter(Row::main).forEach(row -> {
            boolean mid = row.name().equals("mid-large");
            results.with(row.name(), "glibc", mid ? 100 : 10).with(row.name(), "tcmalloc", mid ? 8 : 20);
        });
        Goal worst = goal(results, "pinfold / the best through the linker, worst row");
        assertEquals(1.5, worst.measured().getAsDouble(), EXACT);
        assertEquals("mid-large", worst.remark());
        assertTrue(worst.met(), "1.5 is what must show");
        Goal mean = goal(results, "pinfold / the best through the linker, geometric mean");
        assertEquals(Math.pow(1.2 * 1.2 * 1.2 * 1.2 * 1.2 * 1.5, 1.0 / 6), mean.measured().getAsDouble(), EXACT);
        assertFalse(mean.met());
        assertEquals(0.12, goal(results, "pinfold / glibc through the linker, mid-large").measured().getAsDouble(),
                EXACT);
    }

    @Test
    void ofNettysThreadsTheBetterKindCounts() {
        Results results = new Results().withEmpty(1).withMain("pinfold-segments", 10).withMain("netty-pooled", 200)
                .withMain("netty-pooled-plain", 50);
        assertEquals(0.2, goal(results, "pinfold-segments / Netty pooled, geometric mean").measured().getAsDouble(),
                EXACT);
    }

    @Test
    void aMeanOfLessThanAllMainRowsIsNone() {
        Results results = new Results().withEmpty(1).withMain("pinfold", 12).with("pair-64", "c-tcmalloc", 9);
        Goal goal = goal(results, "pinfold / the best in C, geometric mean");
        assertFalse(goal.measured().isPresent());
        assertFalse(goal.met());
        assertTrue(goal.remark().startsWith("not measured in pair-16k, random-mixed"), goal::remark);
        assertTrue(BenchTables.goals(Goal.TIME, Goals.of(results.results())).contains("no figure: " + goal.what()));
    }

    @Test
    void whatSeveralThreadsTookDoesNotCount() {
        BenchResults made = new Results().withEmpty(1).withMain("pinfold", 12).withMain("c-tcmalloc", 10).results();
        List<Row> two = made.rows().stream().map(row -> new Row(row.name(), row.workload(), 2, row.main())).toList();
        BenchResults threaded = new BenchResults(made.command(), made.machine(), made.date(), made.classes(),
                made.evidence(), 1, 1, 1, 1, two, made.contenders(), made.samples(), List.of());
        assertTrue(Goals.of(made).stream().anyMatch(goal -> goal.measured().isPresent()));
        assertTrue(Goals.of(threaded).stream().noneMatch(goal -> goal.measured().isPresent()));
    }

    @Test
    void theTableTellsTheDistance() {
        Results results = new Results().withEmpty(1).withMain("pinfold", 12).withMain("c-tcmalloc", 10);
        String table = BenchTables.goals(Goal.TIME, Goals.of(results.results()));
        String line = "pinfold / the best in C, geometric mean\\s+1\\.200\\s+1\\.500\\s+met\\s+1\\.000\\s+20 % above";
        assertTrue(table.lines().anyMatch(text -> text.strip().matches(line)), table);
    }

    @Test
    void aRowsTableHasNetFiguresAndNamesWhoIsLeftOut() {
        Results results = new Results().withEmpty(3).with("pair-64", "pinfold", 10, 12, 11)
                .with("pair-64", "glibc", 20, 24, 22);
        SystemCalls calls = new SystemCalls("pair-64", "glibc", 0.25, Map.of("brk", 5L));
        Row row = Cases.named("pair-64").orElseThrow().row();
        String table = new BenchTables(results.results(), List.of(calls)).row(row);
        assertTrue(table.contains("empty loops, subtracted: empty 1.0"), table);
        assertTrue(table.lines().anyMatch(line -> line.strip()
                .matches("pinfold\\s+11\\.0\\s+10\\.0\\.\\.12\\.0\\s+22\\.0\\s+16\\s+-\\s+1\\.00")), table);
        assertTrue(table.lines().anyMatch(line -> line.strip()
                .matches("glibc\\s+22\\.0\\s+20\\.0\\.\\.24\\.0\\s+44\\.0\\s+16\\s+0\\.2500\\s+0\\.50")), table);
        assertTrue(table.contains("left out: pair-64, jemalloc: not installed"), table);
    }

    @Test
    void theFileHasTheGoalsBesideTheResults() throws IOException {
        BenchResults results = new Results().withEmpty(1).withMain("pinfold", 12).withMain("c-tcmalloc", 10).results();
        Path file = folder.resolve("r.json");
        BenchFile.write(file, new BenchOutcome(results, List.of(), Goals.of(results)));
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertEquals(results.samples().size(), json.get("samples").size());
        assertEquals("digest", json.get("classes").asText());
        assertEquals("pinfold / the best in C, geometric mean", json.at("/goals/0/what").asText());
        assertEquals(1.2, json.at("/goals/0/measured").asDouble(), EXACT);
        assertTrue(json.at("/goals/4/measured").isNull(), json::toString);
    }

    @Test
    void growthIsComparedWithTheLeastOfTheOthers() {
        Results results = new Results().withEmpty(1)
                .with("live-1m", "pinfold", 10).with("live-4g", "pinfold", 30)
                .with("live-1m", "glibc", 20).with("live-4g", "glibc", 50)
                .with("live-1m", "tcmalloc", 10).with("live-4g", "tcmalloc", 40)
                .with("random-mixed", "pinfold", 10);
        List<Goal> growth = Growth.of(results.results());
        assertEquals(3 / 2.5, growth.get(1).measured().getAsDouble(), EXACT);
        assertTrue(growth.get(1).met());
        assertTrue(growth.get(2).measured().isEmpty(), "nobody ran eight threads");
    }

    @Test
    void whatASecondThreadGainsIsComparedWithTheEmptyLoop() {
        List<Sample> samples = List.of(
                new Sample("random-mixed", "empty-addresses", 1, 1, 10, 0),
                new Sample("random-mixed-2", "empty-addresses", 1, 1, 15, 0),
                new Sample("random-mixed", "pinfold", 1, 1, 20, 0),
                new Sample("random-mixed-2", "pinfold", 1, 1, 36, 0));
        BenchResults made = new Results().results();
        Goal scaling = Growth.of(new BenchResults(made.command(), made.machine(), made.date(), made.classes(),
                made.evidence(), 1, 1, 1, 1, made.rows(), made.contenders(), samples, List.of())).getFirst();
        assertEquals(1.2, scaling.measured().getAsDouble(), EXACT);
        assertFalse(scaling.met(), "0.83 of the empty loop's gain are too little");
    }

    private static Goal goal(Results results, String what) {
        return Goals.of(results.results()).stream().filter(goal -> goal.what().equals(what)).findFirst().orElseThrow();
    }
}
