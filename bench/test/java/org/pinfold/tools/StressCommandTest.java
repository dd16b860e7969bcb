package org.pinfold.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinfold.tools.stress.Assignment;
import org.pinfold.tools.stress.Launcher;
import org.pinfold.tools.stress.Runs;
import picocli.CommandLine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The command as users meet it; workloads run in this virtual machine. */
class StressCommandTest {
    private static final String REPEAT = "to repeat it: ./pinfold stress ";

    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<Assignment> assigned = new ArrayList<>();

    private int stress(String... arguments) {
        Launcher here = Runs.launcher();
        Launcher noting = (assignment, progress) -> {
            assigned.add(assignment);
            return here.run(assignment, progress);
        };
        return UsageErrors.toldBy(new CommandLine(new StressCommand(noting))).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)).execute(arguments);
    }

    private int small(String... more) {
        return stress(Stream.concat(Stream.of("--threads", "2", "--seconds", "120", "--operations", "8000"),
                Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void aCampaignIsShownAndKeptAsJsonAndAsAPage() throws IOException {
        Path json = folder.resolve("s.json");
        Path page = folder.resolve("s.html");
        assertEquals(0, small("--workload", "larson,misuse", "--json", json.toString(), "--report", page.toString()));
        assertTrue(out.toString().contains("misuse put in and reported: "), out::toString);
        assertTrue(out.toString().contains(" operations, 0 violations"), out::toString);
        JsonNode root = new ObjectMapper().readTree(json.toFile());
        assertEquals(64, root.get("classes").asText().length());
        assertEquals(2, root.get("results").size());
        assertTrue(root.at("/results/0/operations").asLong() >= 8_000);
        assertTrue(root.at("/results/0/free/percentiles/p99").asLong() > 0);
        String html = Files.readString(page);
        assertTrue(html.contains("<h2>larson</h2>") && html.contains("<h2>misuse</h2>"), html);
        assertEquals(8, html.split("<svg", -1).length - 1, "throughput, memory, two times, of two workloads");
    }

    @Test
    void aViolationFailsAndTheCommandThatIsToldRepeatsIt() {
        assertEquals(1, small("--workload", "mixed", "--canary", "counts-wrong", "--seed", "5", "--shard", "1/3",
                "--heap", "EXACT"));
        String told = out.toString().lines().filter(line -> line.contains(REPEAT)).findFirst().orElseThrow();
        assertTrue(out.toString().contains("live bytes: "), out::toString);
        assertEquals(1, stress(told.substring(told.indexOf(REPEAT) + REPEAT.length()).split(" ")));
        assertEquals(2, assigned.size());
        assertEquals(assigned.getFirst(), assigned.getLast());
    }

    @Test
    void manyViolationsAreAPageAndCounted() {
        assertEquals(1, small("--workload", "misuse", "--canary", "misses-misuse"));
        assertTrue(out.toString().contains("misuse: 8000 violations;"), out::toString);
        assertTrue(out.toString().lines().count() < 40, out::toString);
    }

    @Test
    void eachShardHasASeedOfItsOwn() {
        for (String shard : List.of("0/1", "0/3", "1/3", "2/3", "1/3")) {
            assertEquals(0, small("--workload", "sh8bench,larson", "--shard", shard));
        }
        List<Long> seeds = assigned.stream().map(Assignment::seed).toList();
        assertEquals(seeds.subList(4, 6), seeds.subList(8, 10), "the same shard again");
        assertEquals(seeds.subList(0, 2), seeds.subList(2, 4), "the first shard is the whole campaign's beginning");
        assertEquals(6, new HashSet<>(seeds).size());
    }

    @Test
    void badUsageIsOneLineAndExitCodeTwo() {
        assertUsage("no workload 'none'; known: sh8bench, ", "--workload", "none");
        assertUsage("no canary 'none-such'", "--canary", "none-such");
        assertUsage("--seconds must be from 1", "--seconds", "0");
        assertUsage("--threads must be from 1", "--threads", "0");
        assertUsage("--operations must not be negative", "--operations", "-1");
        assertUsage("--shard: 'x' is not I/N", "--shard", "x");
        assertUsage("'3/3' is none", "--shard", "3/3");
        assertUsage("'0/0' is none", "--shard", "0/0");
        assertUsage("Invalid value for option '--seed'", "--seed", "x");
        assertUsage("Invalid value for option '--heap'", "--heap", "NONE");
        assertUsage("--json: no folder", "--json", folder.resolve("no/s.json").toString());
        assertUsage("--report: no folder", "--report", folder.resolve("no/s.html").toString());
    }

    @Test
    void theWholeCommandLineKnowsIt() {
        CommandLine pinfold = Pinfold.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        assertEquals(0, pinfold.execute("stress", "--help"));
        assertTrue(out.toString().contains("--canary"), out::toString);
    }

    private void assertUsage(String message, String... arguments) {
        err.getBuffer().setLength(0);
        assertEquals(2, stress(arguments), message);
        assertTrue(err.toString().contains(message), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertFalse(out.toString().contains("operations"), "nothing was run");
    }
}
