package org.pinfold.tools.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinfold.tools.report.MachineFacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the project's page says of memory, and that it is what the recorded file holds. */
class MemoryReportTest {
    private static final Path HOME = Path.of(System.getProperty("pinfold.basedir"));
    private static final Pattern PAGE = Pattern.compile("\\]\\((bench/results/[^)]+)\\.html\\)");
    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    private static MemoryRow row(String name, int ours, int theirs) {
        Map<String, MemoryResult> results = new LinkedHashMap<>();
        results.put("pinfold", result(ours));
        results.put("glibc", result(theirs));
        return new MemoryRow(name, results, Map.of("other", "it is not installed"));
    }

    private static MemoryResult result(int mib) {
        Map<String, Reading> marks = new LinkedHashMap<>();
        marks.put(Meter.START, new Reading(0, 0, 0, 0, -1));
        marks.put(RandomMixed.FULL, new Reading(0, 100 * MIB, mib * MIB, 0, -1));
        marks.put(RandomMixed.SILENT, new Reading(1, 0, mib * MIB / 10, 0, -1));
        return new MemoryResult("made up", 1, 100 * MIB, mib * MIB, 0, 1, List.of(), marks);
    }

    private static MemoryOutcome outcome(List<MemoryRow> rows) {
        return new MemoryOutcome(List.of("memory"), MachineFacts.read(), "2026-01-01", "0123456789abcdef", "UNCHECKED",
                rows);
    }

    @Test
    void tellsPeaksAndWhatIsKeptAndHowFarItIsFromItsBounds() {
        String text = new MemoryReport(outcome(List.of(row("random-small", 110, 100), row("a-trace", 120, 100),
                row("sparse-64", 50, 100)))).markdown("page.html");
        assertTrue(text.contains("| peak / live | random-small | a-trace |\n"), text);
        assertTrue(text.contains("\n| pinfold | 1.100 | 1.200 |\n"), text);
        assertTrue(text.contains("| MiB 2 s later | random-small | a-trace | sparse-64 |\n"), text);
        assertTrue(text.contains("\n| glibc | 10.0 | 10.0 | 10.0 |\n"), text);
        String sparse = "| sparse-64: one in 64 live, 2 s later, resident / the best peer's | 0.500 | 1.050 | met |";
        assertTrue(text.lines().anyMatch(sparse::equals), text);
        assertTrue(text.endsWith("(UNCHECKED), " + MachineFacts.read().cpu() + ", " + MachineFacts.read().cores()
                + " cores, " + MachineFacts.read().jdk() + ": [all figures and plots over time](page.html)\n"), text);
    }

    @Test
    void isCompleteWithEveryScenarioAndATrace() {
        List<MemoryRow> rows = new ArrayList<>(Scenarios.names().stream().map(name -> row(name, 1, 1)).toList());
        assertFalse(new MemoryReport(outcome(rows)).isComplete(), "no trace");
        rows.add(row("a-trace", 1, 1));
        assertTrue(new MemoryReport(outcome(rows)).isComplete());
        rows.removeFirst();
        assertFalse(new MemoryReport(outcome(rows)).isComplete());
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Path file = folder.resolve("m.json");
        MemoryOutcome outcome = outcome(List.of(row("random-small", 110, 100)));
        outcome.write(file);
        assertEquals(outcome, MemoryOutcome.read(file));
        Path other = Files.writeString(folder.resolve("other.json"), "[]");
        assertTrue(assertThrows(IOException.class, () -> MemoryOutcome.read(other)).getMessage()
                .contains("other.json holds no results of memory"));
    }

    @Test
    void theProjectsPageSaysWhatTheRecordedFileHolds() throws IOException {
        String part = MemoryReport.PART.read(HOME.resolve(MemoryReport.DOCUMENT));
        Matcher page = PAGE.matcher(part);
        assertTrue(page.find(), part);
        MemoryOutcome recorded = MemoryOutcome.read(HOME.resolve(page.group(1) + ".json"));
        assertEquals(new MemoryReport(recorded).markdown(page.group(1) + ".html"), part,
                MemoryReport.DOCUMENT + " is out of date; `./pinfold memory --record` writes it");
        assertTrue(Files.exists(HOME.resolve(page.group(1) + ".html")));
    }
}
