package org.pinfold.tools.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SpeedReportTest {
    private static final Path HOME = Path.of(System.getProperty("pinfold.basedir"));
    private static final Pattern PAGE = Pattern.compile("\\]\\((bench/results/[^)]+)\\.html\\)");

    @TempDir
    private Path folder;

    @Test
    void tellsWhatWasMeasuredAndHowFarItIsFromItsBounds() {
        String text = new SpeedReport(new Results().withEmpty(1).withMain("pinfold", 6).withMain("c-tcmalloc", 5)
                .results()).markdown("page.html");
        assertTrue(text.contains("\n| pinfold | 6.0 | 6.0 | 6.0 | 6.0 | 6.0 | 6.0 |\n"), text);
        assertTrue(text.contains("\n| c-tcmalloc | 5.0 |"), text);
        assertTrue(text.contains("\n| glibc | - |"), "not measured: " + text);
        String mean = "| pinfold / the best in C, geometric mean | 1.200 | 1.500 | met | 1.000 | 20 % above |";
        assertTrue(text.lines().anyMatch(mean::equals), text);
        assertFalse(text.contains("mimalloc in C"), "no figure, no line: " + text);
        assertTrue(text.contains("(UNCHECKED)"), text);
        assertTrue(text.endsWith("[all figures and plots](page.html)\n"), text);
    }

    @Test
    void isCompleteWithEveryMainRow() {
        BenchResults all = new Results().results();
        assertTrue(new SpeedReport(all).isComplete());
        List<Row> others = all.rows().stream().filter(row -> !row.name().equals("batch-fifo")).toList();
        assertFalse(new SpeedReport(new BenchResults(all.command(), all.machine(), all.date(), all.classes(),
                all.evidence(), 1, 1, 1, 1, others, all.contenders(), all.samples(), List.of())).isComplete());
    }

    @Test
    void theProjectsPageSaysWhatTheRecordedFileHolds() throws IOException {
        String part = SpeedReport.PART.read(HOME.resolve(SpeedReport.DOCUMENT));
        Matcher page = PAGE.matcher(part);
        assertTrue(page.find(), part);
        BenchResults recorded = BenchFile.read(HOME.resolve(page.group(1) + ".json"));
        assertEquals(new SpeedReport(recorded).markdown(page.group(1) + ".html"), part,
                SpeedReport.DOCUMENT + " is out of date; `./pinfold bench --record` writes it");
        assertTrue(recorded.rounds() >= 3, "rounds");
        assertTrue(Files.exists(HOME.resolve(page.group(1) + ".html")));
    }

    @Test
    void aFileOfSomethingElseIsRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "[]");
        assertTrue(assertThrows(IOException.class, () -> BenchFile.read(other)).getMessage()
                .contains("other.json holds no results of benchmarks"));
    }
}
