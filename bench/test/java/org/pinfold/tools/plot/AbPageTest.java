package org.pinfold.tools.plot;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pinfold.tools.bench.ab.AbResults;
import org.pinfold.tools.bench.ab.AbSummary;
import org.pinfold.tools.bench.ab.Comparison;
import org.pinfold.tools.bench.ab.Interval;
import org.pinfold.tools.report.MachineFacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The page of a comparison that nobody has made. */
class AbPageTest {
    private static final String SLOWED = "control: a quarter more work";

    private static Comparison comparison(String contrast, double quotient) {
        Interval interval = new Interval(quotient - 0.01, quotient, quotient + 0.01);
        return new Comparison(contrast, "pair-64", 20, 20 * quotient, interval, new Interval(0, 1, 2));
    }

    private static String html(double slowed) throws IOException {
        AbResults results = new AbResults(List.of("bench", "--ab", "pins"),
                new MachineFacts("a <cpu>", 2, "Linux", "amd64", "25"), "2026-01-02", "0123", "verify", 7, 6, 36, 5,
                List.of(comparison("control: nothing differs", 1), comparison(SLOWED, slowed)),
                List.of(comparison("pins", 1.1)));
        AbSummary.Part part = new AbSummary.Part("pair-64", List.of(
                new AbSummary.Shown(SLOWED, new Interval(slowed, slowed, slowed), true),
                new AbSummary.Shown("pins", new Interval(1.05, 1.1, 1.2), false)),
                List.of(List.of("", "with/without", "verdict"), List.of("pins", "1.100", "costs <9 to 11 %>")));
        return AbPage.of(new AbSummary(results, List.of(part), List.of("pins: what that is"))).html();
    }

    @Test
    void everyPartHasItsPictureAndItsTable() throws IOException {
        String html = html(1.25);
        assertTrue(html.contains("<h2>pair-64</h2>"), html);
        assertTrue(html.contains(Html.row("pins", "1.100", "costs &lt;9 to 11 %&gt;")), html);
        List<String> pictures = Html.pictures(html);
        assertEquals(1, pictures.size());
        assertTrue(pictures.getFirst().contains(">pins<") && pictures.getFirst().contains(">" + SLOWED + "<"));
        for (String text : List.of("pinfold bench --ab pins", "a &lt;cpu&gt;, 2 cores", "36 pairs in 6 groups",
                "yes, tier verify", "pins: what that is")) {
            assertTrue(html.contains(text), text);
        }
        assertFalse(html.contains("class=\"warning\""), html);
        Html.assertNeedsNothingElse(html);
        Html.assertOnlyColoursOfInk(html);
    }

    @Test
    @Tag("canary")
    void canaryARunThatSawNothingIsWarnedOf() throws IOException {
        assertTrue(html(1).contains("<p class=\"warning\">A side that is slow on purpose did not look slow"));
    }
}
