package org.pinfold.tools.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinfold.tools.bench.BenchFile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BenchPageTest {
    @TempDir
    private Path folder;

    @Test
    void everyFigureStandsInATable() throws IOException {
        String html = html("verify");
        assertTrue(html.contains(
                Html.row("glibc", "40.0", "20.0..60.0", "40.0", "0.5", "0.2500", "0.50", "0.50..0.50")), html);
        assertTrue(html.contains(Html.row("tcmalloc-c", "10.0", "5.0..15.0", "10.0", "0.5", "-", "2.00", "2.00..2.00")),
                html);
        assertTrue(html.contains(Html.row("glibc", "2", "0.25", "0.13", "0.50")), "the mean");
        assertTrue(html.contains("<h2>larson, 2 threads</h2>"), html);
    }

    @Test
    void boundsStandBesideWhatWasMeasured() throws IOException {
        String html = html("verify");
        assertTrue(html.contains("<td>pinfold / glibc (pair-64)</td><td>0.500</td><td>0.400</td>"
                + "<td class=\"bad\">25 % above</td><td>-</td><td>-</td>"), html);
        assertFalse(html.contains("pinfold / nobody"), "no figure, no line");
    }

    @Test
    void itSaysWhatWasMeasuredAndWhere() throws IOException {
        String html = html("verify");
        for (String text : List.of("pinfold bench --record", "a &lt;cpu&gt;, 2 cores", "0123456789abcdef",
                "2026-01-02", "seed 7", "yes, tier verify", "libc.so.6 &lt;of the system&gt;",
                "mimalloc: not installed")) {
            assertTrue(html.contains(text), text);
        }
        assertFalse(html.contains("<cpu>"), "not escaped");
        assertFalse(html.contains("class=\"warning\""), "it was checked");
    }

    @Test
    void whatWasNotCheckedCannotBeMissed() throws IOException {
        String html = html("UNCHECKED");
        assertTrue(html.contains("<p class=\"warning\">UNCHECKED"), html);
        assertTrue(html.contains("<dd>no</dd>"), html);
    }

    @Test
    void picturesNameWhatTheyShow() throws IOException {
        List<String> pictures = Html.pictures(html("verify"));
        assertEquals(7, pictures.size());
        for (String label : List.of(">pinfold<", ">glibc<", ">tcmalloc-c<", ">CPU ns an operation, net<")) {
            assertTrue(pictures.get(1).contains(label), label);
        }
        assertTrue(pictures.stream().allMatch(picture -> picture.contains("role=\"img\"")));
    }

    @Test
    void picturesHaveOnlyTheColoursOfInk() throws IOException {
        assertEquals(Ink.values().length,
                Html.matches(Ink.style(), "rgb\\(\\d+,\\d+,\\d+\\)").distinct().count());
        Html.assertOnlyColoursOfInk(html("verify"));
    }

    @Test
    @Tag("canary")
    void canaryAPageThatFetchesSomethingOrHasAnotherColourIsFound() throws IOException {
        String html = html("verify");
        for (String outer : List.of("<script>", "<link rel=\"x\">", "<img alt=\"\">", "<p>https://example.org</p>",
                "<style>@import 'x'</style>", "<a href=\"//example.org\">x</a>")) {
            assertThrows(AssertionError.class, () -> Html.assertNeedsNothingElse(html + outer), outer);
        }
        assertThrows(AssertionError.class,
                () -> Html.assertOnlyColoursOfInk(html.replace("<svg", "<svg fill=\"rgb(1,2,3)\"")));
    }

    @Test
    void thePageNeedsNothingElse() throws IOException {
        String html = html("verify");
        Html.assertNeedsNothingElse(html);
        assertTrue(html.length() < 150_000, () -> html.length() + " characters");
    }

    @Test
    void namesInOnePageAreDifferent() throws IOException {
        List<String> names = Html.matches(html("verify"), " id=\"[^\"]*\"").toList();
        assertEquals(names.size(), new HashSet<>(names).size(), names::toString);
    }

    @Test
    void linesHaveTheirNames() throws IOException {
        Page page = new Page("memory").lines("memory over time", "seconds", "MiB", List.of(
                new Line("resident", List.of(new Line.Point(0, 1), new Line.Point(1, 5), new Line.Point(2, 3))),
                new Line("live", List.of(new Line.Point(0, 1), new Line.Point(2, 2)))));
        for (String text : List.of(">resident<", ">live<", ">seconds<", ">MiB<", "aria-label=\"memory over time\"")) {
            assertTrue(page.html().contains(text), text);
        }
    }

    @Test
    void aRecordingHasBothFilesNamedByDayClassesAndKind() throws IOException {
        Path page = Recording.write(folder, "speed", MadeUpResults.outcome("verify"));
        assertEquals(folder.resolve("bench/results/2026-01-02-0123456789ab-speed.html"), page);
        assertEquals(html("verify"), Files.readString(page));
        assertEquals(MadeUpResults.of("verify"),
                BenchFile.read(folder.resolve("bench/results/2026-01-02-0123456789ab-speed.json")));
    }

    private static String html(String evidence) throws IOException {
        return BenchPage.of(MadeUpResults.outcome(evidence)).html();
    }
}
