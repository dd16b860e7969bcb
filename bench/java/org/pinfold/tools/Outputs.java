package org.pinfold.tools;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.pinfold.tools.bench.Goal;
import org.pinfold.tools.plot.Recording;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What a command that measures does with its results, besides printing them. */
final class Outputs {
    @Option(names = "--json", paramLabel = "FILE", description = "Write everything to FILE.")
    private Path json;

    @Option(names = "--report", paramLabel = "FILE", description = "Write tables and plots to FILE, an HTML page.")
    private Path report;

    @Option(names = "--record", description = "Keep all figures and the page in " + Recording.FOLDER + ".")
    private boolean recorded;

    @Option(names = "--require", description = "Fail unless every bound that must hold does, among those that this run "
            + "has the figures for.")
    private boolean require;

    /** Where to write the figures, or null. */
    Path json() {
        return json;
    }

    /** Where to write the page, or null. */
    Path report() {
        return report;
    }

    /** Whether to keep both with the project. */
    boolean recorded() {
        return recorded;
    }

    /** Tells which goals that have to be met are not, if that was asked for; answers the exit code. */
    int conclude(List<Goal> goals, PrintWriter out) {
        List<String> problems = require ? Goal.problems(goals) : List.of();
        problems.forEach(problem -> out.println("FAILED " + problem));
        out.flush();
        return problems.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
