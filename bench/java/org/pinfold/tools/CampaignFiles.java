package org.pinfold.tools;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.pinfold.tools.plot.StressPage;
import org.pinfold.tools.stress.CampaignOutcome;
import org.pinfold.tools.stress.WorkloadTotal;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What a command does with the outcome of a campaign. */
final class CampaignFiles {
    @Option(names = "--json", paramLabel = "FILE", description = "Write everything to FILE.")
    private Path json;

    @Option(names = "--report", paramLabel = "FILE", description = "Write tables and plots to FILE, an HTML page.")
    private Path report;

    /** Where to write the figures, or null. */
    Path json() {
        return json;
    }

    void validate(CommandSpec spec) {
        OptionValues.requireOutputs(spec, json, report);
    }

    /** Prints the verdict, and writes the page if that was asked for; answers the exit code. */
    int conclude(CampaignOutcome outcome, PrintWriter out) throws IOException {
        if (report != null) {
            StressPage.write(report, outcome);
        }
        List<String> problems = outcome.problems();
        problems.forEach(problem -> out.println("FAILED " + problem));
        out.printf("%,d operations, %,d violations%n",
                outcome.totals().stream().mapToLong(WorkloadTotal::operations).sum(), outcome.violations());
        out.flush();
        return problems.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
