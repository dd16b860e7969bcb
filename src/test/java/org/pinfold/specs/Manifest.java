package org.pinfold.specs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code specs/manifest.csv}: every model with the size of its state space, every mutant with what catches it. */
final class Manifest {
    private static final Path FILE = TlcSettings.SPECS.resolve("manifest.csv");
    private static final String HEADER = "specification,verdict,distinct states,depth";

    private Manifest() {
    }

    /** The line that this report gives. */
    static String line(Specification specification, TlcReport report) {
        if (report.exit() == TlcReport.HOLDS) {
            return specification.name() + ",holds," + report.distinctStates() + "," + report.depth();
        }
        String violated = report.violated(specification.checks()).orElse("nothing that has a name");
        return specification.name() + ",violates " + violated + ",,";
    }

    /** The lines of the specifications whose names are asked for. */
    static List<String> read(Predicate<String> asked) {
        try {
            return Files.readAllLines(FILE).stream().skip(1)
                    .filter(line -> asked.test(line.substring(0, line.indexOf(',')))).toList();
        } catch (IOException e) {
            throw new AssertionError("cannot read " + FILE + "; -Dtlc.manifest=update writes it", e);
        }
    }

    static void write(List<String> lines) {
        try {
            Files.write(FILE, Stream.concat(Stream.of(HEADER), lines.stream()).toList());
        } catch (IOException e) {
            throw new AssertionError("cannot write " + FILE, e);
        }
    }
}
