package org.pinfold.specs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code specs/manifest.csv}: every model with the size of its state space and the time that it took, every mutant with
 * what catches it.
 */
final class Manifest {
    private static final Path FILE = TlcSettings.SPECS.resolve("manifest.csv");
    private static final String HEADER = "specification,verdict,distinct states,depth,seconds";

    private Manifest() {
    }

    /**
     * One line.
     *
     * @param figures verdict, distinct states and depth, which TLC finds again in every run
     * @param seconds how long it took when the figures were written, for information; empty for a mutant
     */
    record Line(String specification, String figures, String seconds) {
        static Line of(String text) {
            int first = text.indexOf(',');
            int last = text.lastIndexOf(',');
            return new Line(text.substring(0, first), text.substring(first + 1, last), text.substring(last + 1));
        }

        @Override
        public String toString() {
            return specification + "," + figures + "," + seconds;
        }
    }

    /** The line that this report gives. */
    static Line line(Specification specification, TlcReport report) {
        if (report.exit() == TlcReport.HOLDS) {
            return new Line(specification.name(), "holds," + report.distinctStates() + "," + report.depth(),
                    Long.toString(report.seconds()));
        }
        String violated = report.violated(specification.checks()).orElse("nothing that has a name");
        return new Line(specification.name(), "violates " + violated + ",,", "");
    }

    /** What must not differ, in the order of the names. */
    static String figures(Stream<Line> lines) {
        return lines.map(line -> line.specification() + "," + line.figures()).sorted()
                .collect(Collectors.joining("\n"));
    }

    static List<Line> read() {
        try {
            return Files.readAllLines(FILE).stream().skip(1).map(Line::of).toList();
        } catch (IOException e) {
            throw new AssertionError("cannot read " + FILE + "; -Dtlc.manifest=update writes it", e);
        }
    }

    /** Replaces the lines that this run has found anew; one whose figures are the old ones keeps its time. */
    static void update(List<Line> found, Predicate<String> asked) {
        Map<String, Line> old = read().stream().collect(Collectors.toMap(Line::specification, Function.identity()));
        Stream<Line> kept = old.values().stream().filter(line -> !asked.test(line.specification()));
        Stream<Line> renewed = found.stream().map(line -> {
            Line before = old.get(line.specification());
            return before != null && before.figures().equals(line.figures()) ? before : line;
        });
        List<String> lines = Stream.concat(kept, renewed).sorted(Comparator.comparing(Line::toString))
                .map(Line::toString).toList();
        try {
            Files.write(FILE, Stream.concat(Stream.of(HEADER), lines.stream()).toList());
        } catch (IOException e) {
            throw new AssertionError("cannot write " + FILE, e);
        }
    }
}
