package org.pinfold.tools;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.pinfold.Heap;
import org.pinfold.tools.evidence.ClassesDigest;
import org.pinfold.tools.evidence.EvidenceFiles;
import org.pinfold.tools.matrix.Matrix;
import org.pinfold.tools.matrix.MatrixReport;
import org.pinfold.tools.plot.EvidencePage;
import org.pinfold.tools.report.MachineFacts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pinfold evidence}. */
@Command(name = "evidence", mixinStandardHelpOptions = true, versionProvider = VersionText.class,
        footer = {"%nExamples:",
            "  pinfold evidence --kept",
            "  pinfold evidence --require",
            "  pinfold evidence --kept --report evidence.html"},
        description = {
            "Tells what was checked, how far, on which classes, and what was not: protocol by layer.%n",
            "It reads what 'mvn verify' has left in " + Matrix.LAST_RUN + ", and checks nothing itself.%n"})
final class EvidenceCommand implements Callable<Integer> {
    @Option(names = "--kept", description = "Read the records in " + Matrix.KEPT + ", not those of the last run.")
    private boolean kept;

    @Option(names = "--json", description = "Print the records as JSON.")
    private boolean json;

    @Option(names = "--report", paramLabel = "FILE", description = "Write tables and plots to FILE, an HTML page.")
    private Path page;

    @Option(names = "--markdown", description = "Print the generated part of the documents.")
    private boolean markdown;

    @Option(names = "--write", description = "Keep the records of the last run in " + Matrix.KEPT + ", and write them "
            + "into README.md and docs/verified.md. All must be about the classes built now.")
    private boolean write;

    @Option(names = "--require", description = "Fail unless every protocol has a complete row, with every seeded bug "
            + "killed, on the classes built now.")
    private boolean require;

    @Spec
    private CommandSpec spec;

    private final Path home;
    private final Supplier<String> built;

    /** For the project that the launcher names, or the working folder. */
    EvidenceCommand() {
        this(ProjectHome.path(), () -> ClassesDigest.of(Heap.class));
    }

    /** For a project, whose classes have this digest now. */
    EvidenceCommand(Path home, Supplier<String> built) {
        this.home = home;
        this.built = built;
    }

    @Override
    public Integer call() throws IOException {
        OptionValues.requireOutputs(spec, null, page);
        if (json && markdown) {
            throw usage("--json and --markdown both say what is printed: give one of them");
        }
        Path source = home.resolve(kept ? Matrix.KEPT : Matrix.LAST_RUN);
        Matrix matrix = matrix(source);
        if (matrix.records().isEmpty()) {
            throw usage("no evidence in " + source + ": run `mvn verify`, or `mvn verify -Pevidence` for all of it"
                    + (kept ? "" : "; --kept reads what the project keeps of an earlier run"));
        }
        String classes = built.get();
        if (write) {
            write(matrix, classes);
        }
        if (page != null) {
            EvidencePage.write(page, matrix, classes, LocalDate.now().toString(), MachineFacts.read(),
                    spec.commandLine().getParseResult().originalArgs());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(matrix.json());
        } else if (markdown) {
            out.print(new MatrixReport(matrix).markdown());
        } else {
            out.print(new MatrixReport(matrix).text(classes));
        }
        List<String> lacking = require ? matrix.lacking(classes) : List.of();
        out.flush();
        lacking.forEach(line -> spec.commandLine().getErr().println("FAILED " + line));
        return lacking.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Matrix matrix(Path source) throws IOException {
        return kept && Files.exists(source) ? Matrix.read(source) : Matrix.of(EvidenceFiles.leftIn(source));
    }

    private void write(Matrix matrix, String classes) throws IOException {
        if (!matrix.stale(classes).isEmpty()) {
            throw usage("not written: not about the classes built now is " + matrix.stale(classes)
                    + "; run these suites again, or delete " + home.resolve(Matrix.LAST_RUN) + " and run all");
        }
        Files.writeString(home.resolve(Matrix.KEPT), matrix.json());
        String part = new MatrixReport(matrix).markdown();
        for (String document : MatrixReport.DOCUMENTS) {
            MatrixReport.PART.write(home.resolve(document), part);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
