package org.pinfold.tools.matrix;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import org.pinfold.tools.evidence.EvidenceRecord;
import org.pinfold.tools.evidence.Layer;

/** A column of the matrix: what of a subject's evidence it shows, in one cell. */
enum Column {
    TRANSITIONS("transitions", "mvn test", own -> own.of(Layer.TRANSITIONS).map(it -> number(it, "steps"))),
    PIT("PIT", "mvn test -Pevidence -Dtest=MutationTest",
            own -> own.of(Layer.PIT).map(it -> ratio(it, "killed", "generated"))),
    TLC("TLC", "mvn test -Dtest=SpecificationsTest",
            own -> own.of(Layer.TLC).map(it -> number(it, "states") + ", " + number(it, "depth"))),
    SPEC_IS_CODE("model = code", "mvn test -Dtest='*ModelTest'",
            own -> own.of(Layer.SPEC_IS_CODE).map(it -> number(it, "edges"))),
    TRACES("traces", "mvn test", own -> own.of(Layer.TRACES).map(it -> number(it, "steps"))),
    LINCHECK("Lincheck", "mvn verify -Dtest='*LincheckTest' -DfailIfNoTests=false", own -> own.of(Layer.LINCHECK)
            .map(it -> number(it, "scenarios") + ", " + number(it, "interleavings"))),
    STRESS("stress", "mvn verify -Dtest='*LincheckTest' -DfailIfNoTests=false",
            own -> own.of(Layer.STRESS).map(it -> number(it, "executions"))),
    JCSTRESS("jcstress", "mvn verify -Dtest=JcstressSuiteTest -DfailIfNoTests=false", own -> own.of(Layer.JCSTRESS)
            .map(it -> number(it, "tables") + ", " + number(it, "samples") + ", " + ratio(it, "seen", "declared"))),
    SOAK("soak", "mvn test -Dtest='*SoakTest,SoakTest,CloseUnderFireTest'",
            own -> own.of(Layer.SOAK).map(it -> number(it, "operations"))),
    FAULTS("faults", "mvn test -Dtest=FaultsTest",
            own -> own.of(Layer.FAULTS).map(it -> number(it, "faults"))),
    BUGS("seeded bugs", "mvn verify -Pevidence", Column::bugs);

    /** What every protocol has to have; the matrix of protocols has these columns. */
    static final List<Column> OF_PROTOCOLS = List.of(TRANSITIONS, PIT, TLC, SPEC_IS_CODE, LINCHECK, STRESS, JCSTRESS,
            BUGS);
    /** Of everything else. */
    static final List<Column> OF_OTHERS = List.of(PIT, TLC, TRACES, LINCHECK, STRESS, JCSTRESS, SOAK,
            FAULTS, BUGS);

    private final String title;
    private final String command;
    private final Function<Own, Optional<String>> cell;

    /** The records of one subject. */
    interface Own {
        Optional<EvidenceRecord> of(Layer layer);
    }

    Column(String title, String command, Function<Own, Optional<String>> cell) {
        this.title = title;
        this.command = command;
        this.cell = cell;
    }

    String title() {
        return title;
    }

    /** What runs the suites behind it. */
    String command() {
        return command;
    }

    /** The cell; empty if there is no such evidence. */
    Optional<String> of(Own own) {
        return cell.apply(own);
    }

    /** By the letters of {@code specs/mutants/README.md}; how many had their turn, where that is not all. */
    private static Optional<String> bugs(Own own) {
        StringJoiner killers = new StringJoiner(" ").setEmptyValue("");
        for (Layer layer : Layer.OF_BUGS) {
            own.of(layer).ifPresent(it -> {
                String waiting = it.figure("run") < it.figure("seeded") ? " of " + it.figure("seeded") : "";
                killers.add(layer.name().substring("BUGS_".length()) + " " + ratio(it, "killed", "run") + waiting);
            });
        }
        return Optional.of(killers.toString()).filter(text -> !text.isEmpty());
    }

    private static String number(EvidenceRecord it, String figure) {
        return String.format(Locale.ROOT, "%,d", it.figure(figure));
    }

    private static String ratio(EvidenceRecord it, String part, String whole) {
        return it.figure(part) + "/" + it.figure(whole);
    }
}
