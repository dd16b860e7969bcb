package org.pinfold.tools;

import java.util.ArrayList;
import java.util.List;
import org.pinfold.tools.report.AllocatorResult;
import org.pinfold.tools.report.Failure;
import org.pinfold.tools.report.ReplayReport;
import org.pinfold.tools.report.Requirement;
import org.pinfold.tools.report.TraceResult;

/**
 * Whether a run was well: no check found anything, Pinfold gave every figure asked of it, and each requirement holds.
 * A peer that could not be run is shown but is no problem of Pinfold's, unless a requirement names it.
 */
final class ReplayVerdict {
    private static final String OURS = "pinfold";

    private ReplayVerdict() {
    }

    /** What was not well, a line each. */
    static List<String> problems(List<TraceResult> results, List<Requirement> requirements) {
        List<String> problems = new ArrayList<>();
        for (TraceResult result : results) {
            for (AllocatorResult row : result.allocators()) {
                ReplayReport.violations(row).stream().findFirst()
                        .ifPresent(line -> problems.add(result.trace() + ": " + line));
                if (row.allocator().startsWith(OURS)) {
                    row.failures().forEach(failure -> problems.add(describe(result, row, failure)));
                }
            }
        }
        requirements.forEach(requirement -> problems.addAll(requirement.unmet(results)));
        return problems;
    }

    private static String describe(TraceResult result, AllocatorResult row, Failure failure) {
        return result.trace() + ": " + row.allocator() + " gave no answer, " + failure.kind() + ": "
                + failure.brief();
    }
}
