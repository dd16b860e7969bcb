package org.pinfold.tools.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.pinfold.tools.bench.Goal;
import org.pinfold.tools.memory.MemoryOutcome;
import org.pinfold.tools.memory.MemoryResult;
import org.pinfold.tools.memory.MemoryRow;
import org.pinfold.tools.memory.MemoryTables;
import org.pinfold.tools.memory.Reading;
import org.pinfold.tools.peer.Peers;

/** How much memory each allocator took, scenario by scenario, over time. */
public final class MemoryPage {
    private static final double MIB = 1 << 20;
    private static final String SECONDS = "seconds";

    private MemoryPage() {
    }

    /**
     * Writes the page.
     *
     * @throws IOException if the file cannot be written, or this machine cannot draw
     */
    public static void write(Path file, MemoryOutcome outcome) throws IOException {
        of(outcome).write(file);
    }

    static Page of(MemoryOutcome outcome) throws IOException {
        Page page = new Page("pinfold memory");
        Map<String, String> facts = Provenance.begin(page, outcome.command(), outcome.machine(), outcome.date(),
                outcome.classes(), outcome.evidence());
        page.facts(facts);
        Provenance.goals(page, Goal.MEMORY, outcome.goals());
        for (MemoryRow row : outcome.rows()) {
            add(page, row);
        }
        page.heading("How to read this").list(MemoryTables.reading());
        page.heading("What ran").list(MemoryTables.identities(outcome));
        return page;
    }

    /** Of one scenario: Pinfold's own figures, everybody's resident memory, and the table. */
    private static void add(Page page, MemoryRow row) throws IOException {
        page.heading(row.name());
        page.beside(side -> pictures(side, row.results()));
        page.table(MemoryTables.cells(row));
        if (!row.failures().isEmpty()) {
            page.list(row.failures().entrySet().stream().map(Object::toString).toList());
        }
    }

    /** Of what each allocator took. */
    static void pictures(Page side, Map<String, MemoryResult> results) throws IOException {
        if (results.containsKey(Peers.PINFOLD)) {
            side.lines("Pinfold's live, resident and committed bytes over time", SECONDS, "MiB",
                    own(results.get(Peers.PINFOLD)));
        }
        List<Line> all = new ArrayList<>();
        results.forEach((allocator, result) -> all.add(line(allocator, result, Reading::total)));
        side.lines("resident bytes of each allocator over time", SECONDS, "MiB", all);
    }

    private static List<Line> own(MemoryResult result) {
        List<Line> lines = new ArrayList<>();
        lines.add(line("live", result, Reading::live));
        lines.add(line("resident", result, Reading::total));
        if (result.readings().stream().allMatch(reading -> reading.committed() >= 0)) {
            lines.add(line("committed", result, Reading::committed));
        }
        return lines;
    }

    private static Line line(String name, MemoryResult result, ToLongFunction<Reading> figure) {
        return new Line(name, result.readings().stream()
                .map(reading -> new Line.Point(reading.seconds(), figure.applyAsLong(reading) / MIB)).toList());
    }
}
