package org.pinfold.tools.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pinfold.tools.bench.ab.AbResults;
import org.pinfold.tools.bench.ab.AbSummary;

/** What mechanisms and guards cost or save, beside what is seen where nothing differs. */
public final class AbPage {
    private AbPage() {
    }

    /**
     * Writes the page.
     *
     * @throws IOException if the file cannot be written, or this machine cannot draw
     */
    public static void write(Path file, AbSummary summary) throws IOException {
        of(summary).write(file);
    }

    static Page of(AbSummary summary) throws IOException {
        Page page = new Page("pinfold bench --ab");
        AbResults results = summary.results();
        Map<String, String> facts = Provenance.begin(page, results.command(), results.machine(), results.date(),
                results.classes(), results.evidence());
        facts.put("run", String.format(Locale.ROOT, "%d pairs in %d groups, windows of %d ms, seed %d",
                results.pairs(), results.groups(), results.windowMillis(), results.seed()));
        page.facts(facts);
        if (!results.blind().isEmpty()) {
            page.warning("A side that is slow on purpose did not look slow under "
                    + String.join(", ", results.blind()) + ": these figures are worth nothing.");
        }
        page.key(new EnumMap<>(Map.of(Ink.FIRST, "what is compared", Ink.LINE, "controls")));
        for (AbSummary.Part part : summary.parts()) {
            List<Dot> dots = part.shown().stream().map(AbPage::dot).toList();
            page.heading(part.heading()).beside(side ->
                    side.dots("with it divided by without it: medians of pairs, and their 95 % intervals",
                            "with / without", dots));
            page.table(part.table());
        }
        page.heading("How to read this").list(summary.reading());
        return page;
    }

    private static Dot dot(AbSummary.Shown shown) {
        return new Dot(shown.label(), shown.quotient().low(), shown.quotient().median(), shown.quotient().high(),
                shown.control() ? Ink.LINE : Ink.FIRST);
    }
}
