package org.pinfold.jcstress;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pinfold.evidence.Evidence;
import org.pinfold.tools.evidence.Layer;

/** What the tables have shown, left as evidence. */
final class TablesEvidence {
    private TablesEvidence() {
    }

    /** A subject with a table that shows what is forbidden, or ended in an error, has none. */
    static void leave(List<Observation> tables) {
        Map<String, List<Observation>> subjects = tables.stream()
                .collect(Collectors.groupingBy(TablesEvidence::subject, TreeMap::new, Collectors.toList()));
        subjects.forEach((subject, shown) -> {
            if (shown.stream().allMatch(table -> table.forbidden().isEmpty() && table.errors().isEmpty())) {
                Evidence.leave(subject, Layer.JCSTRESS, Map.of(
                        "tables", shown.size(),
                        "samples", shown.stream().mapToLong(Observation::samples).sum(),
                        "seen", shown.stream().mapToInt(table -> table.allowed().size()).sum(),
                        "declared", shown.stream().mapToInt(Observation::declared).sum()));
            }
        });
    }

    /** From {@code org.pinfold.protocol.PinGuardStress.PinRetire}. */
    private static String subject(Observation table) {
        String name = table.table().replaceFirst("^[a-z.]*", "");
        return Evidence.subject(name.replaceFirst("[.$].*", ""));
    }
}
