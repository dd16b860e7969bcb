package org.pinfold.tools.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pinfold.tools.bench.EvidenceStamp;
import org.pinfold.tools.bench.Goal;
import org.pinfold.tools.report.MachineFacts;

/** Where the figures of a page are from, and how they stand beside the bounds. */
final class Provenance {
    private Provenance() {
    }

    /** Begins a page with a warning if there is reason for one; answers facts for it to show, in a map of their own. */
    static Map<String, String> begin(Page page, List<String> command, MachineFacts machine, String date,
            String classes, String evidence) {
        boolean unchecked = evidence.equals(EvidenceStamp.UNCHECKED);
        if (unchecked) {
            page.warning("UNCHECKED: the checks have not passed on these classes.");
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", date);
        facts.put("command", "pinfold " + String.join(" ", command));
        facts.put("machine", machine.cpu() + ", " + machine.cores() + " cores");
        facts.put("system", machine.kernel() + ", " + machine.architecture());
        facts.put("JDK", machine.jdk());
        facts.put("classes", classes);
        facts.put("checked", unchecked ? "no" : "yes, tier " + evidence);
        return facts;
    }

    /** The goals for which there is a figure, if there are any. */
    static void goals(Page page, String compared, List<Goal> goals) {
        List<List<Cell>> table = new ArrayList<>();
        table.add(Cell.row(Goal.heading(compared)));
        goals.forEach(goal -> goal.cells().ifPresent(cells ->
                table.add(Cell.row(cells, text -> mark(text, goal.met())))));
        if (table.size() > 1) {
            page.heading("Beside the bounds").cells(table);
        }
    }

    /** A bound that has to hold is met or not; one that is aimed at may wait. */
    private static Cell.Mark mark(String text, boolean met) {
        return text.equals(Goal.MET) ? Cell.Mark.GOOD
                : text.endsWith(Goal.ABOVE) && !met ? Cell.Mark.BAD : Cell.Mark.PLAIN;
    }
}
