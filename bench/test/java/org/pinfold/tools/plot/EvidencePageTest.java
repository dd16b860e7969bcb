package org.pinfold.tools.plot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pinfold.tools.evidence.EvidenceRecord;
import org.pinfold.tools.evidence.Layer;
import org.pinfold.tools.matrix.Matrix;
import org.pinfold.tools.report.MachineFacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The page of evidence that nobody has collected, on two protocols. */
class EvidencePageTest {
    private static final String BUILT = "0123456789abcdef";
    private static final String OTHER = "fedcba9876543210";
    private static final List<Layer> ROW = List.of(Layer.TRANSITIONS, Layer.PIT, Layer.TLC, Layer.SPEC_IS_CODE,
            Layer.LINCHECK, Layer.STRESS, Layer.JCSTRESS);

    private final List<EvidenceRecord> records = new ArrayList<>();

    private void add(String subject, Layer layer, Map<String, Long> figures, String classes) {
        records.removeIf(it -> it.subject().equals(subject) && it.layer() == layer);
        records.add(new EvidenceRecord(subject, layer, new TreeMap<>(figures), List.of(), "verify", "2026-01-01",
                classes));
    }

    private void addCompleteRows() {
        for (String protocol : List.of("Gate", "Guard")) {
            ROW.forEach(layer -> add(protocol, layer, Map.of("steps", 7_001L), BUILT));
            add(protocol, Layer.BUGS_T, Map.of("killed", 3L, "run", 3L, "seeded", 3L), BUILT);
            add(protocol, Layer.BUGS_L, Map.of("killed", 2L, "run", 2L, "seeded", 2L), BUILT);
        }
    }

    private String html() throws IOException {
        return EvidencePage.of(new Matrix(records, List.of("Gate", "Guard"), List.of("Gate", "Guard", "Slab<i>")),
                BUILT, "2026-01-02", new MachineFacts("a <cpu>", 2, "Linux", "amd64", "25"),
                List.of("evidence", "--report", "e.html")).html();
    }

    @Test
    void aCompleteRowIsGreenAllAlong() throws IOException {
        addCompleteRows();
        add("Soak", Layer.SOAK, Map.of("operations", 1_234L), BUILT);
        String html = html();
        String row = Html.matches(html, "<tr><td>Gate</td>.*?</tr>").findFirst().orElseThrow();
        assertEquals(ROW.size() + 1, Html.matches(row, "<td class=\"good\">").count());
        assertTrue(row.contains("<td class=\"good\">7,001</td>") && row.contains("T 3/3 L 2/2"), row);
        assertTrue(html.contains("<td class=\"good\">1,234</td><td>-</td><td>-</td></tr>"), "what need not be there");
        assertFalse(html.contains("class=\"bad\"") || html.contains("class=\"old\"")
                || html.contains("class=\"warning\""), html);
        assertTrue(html.contains("2 of 2 protocols complete") && html.contains("yes, tier evidence"), html);
    }

    @Test
    @Tag("canary")
    void canaryWhatIsMissingStaleOrAliveCannotBeMissed() throws IOException {
        addCompleteRows();
        records.removeIf(it -> it.subject().equals("Gate") && it.layer() == Layer.LINCHECK);
        add("Guard", Layer.TLC, Map.of("states", 5L, "depth", 3L), OTHER);
        add("Guard", Layer.BUGS_L, Map.of("killed", 1L, "run", 2L, "seeded", 4L), BUILT);
        String html = html();
        assertTrue(html.contains("<p class=\"warning\">UNCHECKED"), html);
        assertTrue(html.contains("<td class=\"bad\">missing</td>"), html);
        assertTrue(html.contains("<td class=\"old\">5, 3, stale</td>"), html);
        assertTrue(html.contains("<td class=\"bad\">T 3/3 L 1/2 of 4, alive</td>"), html);
        assertTrue(html.contains("0 of 2 protocols complete"), html);
        assertTrue(html.contains("<li>no Lincheck of Gate on these classes: run `mvn verify "), html);
    }

    @Test
    void seededBugsAreAddedUpByChecker() throws IOException {
        addCompleteRows();
        add("Soak", Layer.BUGS_S, Map.of("killed", 1L, "run", 1L, "seeded", 5L), BUILT);
        String html = html();
        assertTrue(html.contains(Html.row("T, TLC", "6", "6", "6", "2")), html);
        assertTrue(html.contains(Html.row("S, soak", "1", "1", "5", "1")), html);
        List<String> pictures = Html.pictures(html);
        assertEquals(1, pictures.size());
        assertTrue(pictures.getFirst().contains(">L, Lincheck<"), "a bar");
    }

    @Test
    void itSaysWhatRanOnWhichClasses() throws IOException {
        addCompleteRows();
        String html = html();
        for (String text : List.of("pinfold evidence --report e.html", "a &lt;cpu&gt;, 2 cores", BUILT,
                "2026-01-01, classes 0123456789ab, tier verify: 18 records", "Slab&lt;i&gt;")) {
            assertTrue(html.contains(text), text);
        }
        Html.assertNeedsNothingElse(html);
        Html.assertOnlyColoursOfInk(html);
    }
}
