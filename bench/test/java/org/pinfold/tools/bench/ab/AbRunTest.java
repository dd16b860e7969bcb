package org.pinfold.tools.bench.ab;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinfold.tools.report.GeneratedPart;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The command on pairs that are made up: equals do not differ, what differs is seen, and blindness is a failure. */
class AbRunTest {
    @TempDir
    private Path home;
    private final List<AbSummary> shown = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void thereAreDocuments() throws IOException {
        for (Study study : Studies.PUBLISHED) {
            Path document = home.resolve(study.publication().document());
            Files.createDirectories(document.getParent());
            Files.writeString(document, marks(study));
        }
    }

    private static String marks(Study study) {
        GeneratedPart part = study.publication().part();
        return "before\n" + part.begin() + part.end() + "after\n";
    }

    @Test
    void equalsDoNotDiffer() {
        assertEquals(0, execute(MadeUpPairs.ofEquals(), "--ab", "all"), err::toString);
        int comparisons = Stream.of(Mechanism.values()).mapToInt(it -> it.loads().size()).sum();
        assertEquals(comparisons, lines("no difference to be seen"));
    }

    /** Under loads of its own, with controls of these, and with the interval beside what may be. */
    @Test
    void whatIsPromisedIsJudged() {
        assertEquals(0, execute(MadeUpPairs.ofEquals(), "--ab", "guarded"), err::toString);
        assertEquals(Load.OF_SEGMENTS.size(), lines("control: nothing differs .* noise"));
        assertEquals(2, lines("`guarded` may cost 1 % under segments-(mixed|pair): .* \\(95 %: .*,"
                + " (kept|not decided.*)"), out::toString);
        assertEquals(0, execute(costing(1.1), "--ab", "guarded"), err::toString);
        assertEquals(2, lines("`guarded` may cost 1 % .*: \\+.* %.*, broken"), out::toString);
        assertEquals(0, execute(costing(0.9), "--ab", "guarded"), err::toString);
        assertEquals(2, lines("`guarded` may cost 1 % .*: -.* %.*, kept"), out::toString);
        assertEquals(0, execute(costing(0.9), "--ab", "leaks"), err::toString);
        assertEquals(0, lines("may cost"), "nothing is promised");
    }

    private static MadeUpPairs costing(double factor) {
        return new MadeUpPairs((contrast, _) -> contrast.slowed() ? 1.25
                : contrast.with().has(Switch.GUARDED) ? factor : 1);
    }

    @Test
    void whatDiffersIsSeen() {
        assertEquals(0, execute(different(), "--ab", "frees"), err::toString);
        assertEquals(Load.OF_MECHANISMS.size(), lines("frees .* costs [789] to 1[012] %"), out::toString);
        assertEquals(Load.OF_MECHANISMS.size(), lines("control: a quarter .* costs 2. to 2. %"), out::toString);
        assertEquals(Load.OF_MECHANISMS.size(), lines("control: nothing differs .* noise"), out::toString);
        assertTrue(out.toString().contains("UNCHECKED"), "there are no records");
        assertEquals(0, execute(different(), "--ab", "batchRefill"), err::toString);
        assertEquals(Load.OF_MECHANISMS.size(), lines("batchRefill .* saves (4.|50) to 5. %"), out::toString);
    }

    @Test
    void aRunThatDoesNotSeeASlowSideFailsAndWritesNothing() throws IOException {
        assertEquals(1, execute(new MadeUpPairs((contrast, load) ->
                contrast.slowed() && load != Load.PAIR ? 1.25 : 1), "--ab", "all", "--write"));
        assertTrue(out.toString().contains("FAILED a side that is slow on purpose"), out::toString);
        assertTrue(out.toString().contains("under pair-64:"), out::toString);
        assertEquals(marks(Studies.MECHANISMS), Files.readString(home.resolve(MechanismStudy.DOCUMENT)));
        assertFalse(Files.exists(home.resolve(MechanismStudy.KEPT)));
    }

    @Test
    void whatIsKeptIsWhatTheDocumentSays() throws IOException {
        assertEquals(0, execute(different(), "--ab", "all", "--write"), err::toString);
        AbResults kept = AbResults.read(home.resolve(MechanismStudy.KEPT));
        String part = Studies.MECHANISMS.publication().read(home);
        assertEquals(new AbReport(kept).markdown(), part);
        assertTrue(part.contains("| `frees` | Frees.EXACT instead of ORDERED | costs "), part);
        assertTrue(part.contains("| `pins` | a slab pins its superslab | - | - | - | - |  |  |"), part);
        assertTrue(part.contains("\n`guarded` may cost 1 % under segments-mixed: "), part);
        assertEquals(36, kept.pairs());
        assertEquals(2 * (Load.OF_MECHANISMS.size() + Load.OF_SEGMENTS.size()), kept.controls().size());
    }

    @Test
    void learningIsComparedInTimeAndInMemory() throws IOException {
        assertEquals(0, execute(learned(0.8), "--ab", "learning", "--write"), err::toString);
        assertEquals(2 * Load.OF_LEARNING.size(), lines("control: nothing differs .* noise"), out::toString);
        assertEquals(Load.OF_LEARNING.size(), lines("learning .* ns .* saves (1|2). (to 2. )?%"), out::toString);
        assertEquals(Load.OF_LEARNING.size(), lines("learning .* MiB .* costs 2. (to 2. )?%"), out::toString);
        LearningResults kept = LearningResults.read(home.resolve(LearningStudy.KEPT));
        assertEquals(new LearningReport(kept).markdown(), Studies.LEARNING.publication().read(home));
    }

    @Test
    void learningHasToEarnItsPlace() {
        assertEquals(0, execute(learned(0.8), "--ab", "learning"), err::toString);
        assertEquals(1, lines("does not earn its place"), "less time, but more memory");
        assertEquals(0, execute(learned(1.25), "--ab", "learning"), err::toString);
        assertEquals(1, lines("does not earn its place"), "less memory, but more time");
        assertEquals(0, execute(new MadeUpPairs((contrast, _) -> contrast.slowed() ? 1.25 : 1) {
            @Override
            double cached(Contrast contrast) {
                return contrast.with().has(Switch.LEARNING) ? 0.8 : 1;
            }
        }, "--ab", "learning"), err::toString);
        assertEquals(1, lines("learning earns its place"), "less memory in the same time");
    }

    @Test
    void aHeapThatWasToLearnAndDidNotIsNoComparison() {
        MadeUpPairs idle = new MadeUpPairs((contrast, _) -> contrast.slowed() ? 1.25 : 1) {
            @Override
            int lessons(Contrast contrast) {
                return 0;
            }
        };
        assertEquals(1, execute(idle, "--ab", "learning"));
        assertTrue(err.toString().contains("a heap has learned that was not to, or has not that was"), err::toString);
    }

    private static MadeUpPairs learned(double factor) {
        return new MadeUpPairs((contrast, _) -> contrast.slowed() ? 1.25
                : contrast.with().has(Switch.LEARNING) ? factor : 1);
    }

    @Test
    void figuresGoToAFile() throws IOException {
        Path json = home.resolve("some/where.json");
        assertEquals(0, execute(different(), "--ab", "pins", "--seed", "9", "--json", json.toString()), err::toString);
        AbResults results = AbResults.read(json);
        assertEquals(9, results.seed());
        assertEquals(Load.OF_MECHANISMS.size(), results.comparisons().size());
        assertEquals(1, results.comparisons().getFirst().quotient().median(), 0.05);
    }

    @Test
    void aPageIsGivenEachLoadWithItsControls() {
        assertEquals(0, execute(different(), "--ab", "frees"), err::toString);
        List<AbSummary.Part> parts = shown.getLast().parts();
        assertEquals(Load.OF_MECHANISMS.stream().map(Load::label).toList(),
                parts.stream().map(AbSummary.Part::heading).toList());
        for (AbSummary.Part part : parts) {
            assertEquals(List.of(true, true, false), part.shown().stream().map(AbSummary.Shown::control).toList());
            assertEquals(part.shown().size() + 1, part.table().size(), "a line each, and the heading");
            assertEquals(1.1, part.shown().getLast().quotient().median(), 0.05);
        }
        assertEquals(0, execute(learned(0.8), "--ab", "learning"), err::toString);
        assertEquals(List.of("CPU time", "Cached memory"),
                shown.getLast().parts().stream().map(AbSummary.Part::heading).toList());
    }

    @Test
    void arenasAreJudgedByWhatIsPromised() throws IOException {
        assertEquals(0, execute(arenas(0.7), "--ab", "arenas", "--write"), err::toString);
        assertEquals(Load.OF_ARENAS.size(), lines("arena-.*, control: a quarter more work .* 1.2[0-9] .*"),
                out::toString);
        assertEquals(2, lines("arena-(64|1024) .* 0.[67][0-9] .* kept"), out::toString);
        assertEquals(1, lines("arena-8x64 .* 0.[67][0-9] .* broken"), out::toString);
        AbResults kept = AbResults.read(home.resolve(ArenasStudy.KEPT));
        assertEquals(new ArenasReport(kept).markdown(), Studies.ARENAS.publication().read(home));
        assertEquals(List.of("CPU time"), shown.getLast().parts().stream().map(AbSummary.Part::heading).toList());
    }

    private static MadeUpPairs arenas(double factor) {
        return new MadeUpPairs((contrast, _) -> contrast.slowed() ? 1.25
                : contrast.with().has(Switch.OWN_ARENAS) && !contrast.without().has(Switch.OWN_ARENAS) ? factor : 1);
    }

    @Test
    void whatCanBeKeptIsNamed() {
        assertEquals(Set.copyOf(Studies.PUBLISHED), Studies.all().stream().filter(it -> it.publication() != null)
                .collect(Collectors.toSet()));
        assertEquals(Studies.all().size(), Studies.all().stream().map(Study::name).distinct().count());
    }

    @Test
    void badUsageIsTold() {
        assertEquals(2, execute(different(), "--ab", "nonsense"));
        assertTrue(err.toString().contains("--ab must be one of batchRefill, remoteDrain, counterAudit, pins, "
                + "blockState, checks, frees, guarded, leaks, learning, arenas or all, not 'nonsense'"), err::toString);
        assertEquals(2, execute(different(), "--ab", "pins", "--pairs", "29"));
        assertTrue(err.toString().contains("--pairs must be from 30 to"), err::toString);
        assertEquals(2, execute(different(), "--ab", "pins", "--write"));
        assertTrue(err.toString().contains("--write needs --ab all, learning or arenas"), err::toString);
    }

    private static MadeUpPairs different() {
        return new MadeUpPairs((contrast, load) -> contrast.slowed() ? 1.25
                : contrast.name().equals("frees") ? 1.1 : contrast.name().equals("batchRefill") ? 0.5 : 1);
    }

    private int lines(String pattern) {
        return (int) out.toString().lines().filter(line -> line.matches(".*" + pattern + ".*")).count();
    }

    private int execute(MadeUpPairs pairs, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(new Bench(new AbRun(home, pairs), shown)).setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true)).execute(arguments);
    }

    /** A command with these options among its own. */
    @Command(name = "bench")
    private static final class Bench implements Callable<Integer> {
        @Mixin
        private final AbRun ab;

        @CommandLine.Option(names = "--seed")
        private long seed = 1;

        @CommandLine.Option(names = "--json")
        private Path json;

        @Spec
        private CommandSpec spec;

        private final List<AbSummary> shown;

        Bench(AbRun ab, List<AbSummary> shown) {
            this.ab = ab;
            this.shown = shown;
        }

        @Override
        public Integer call() throws IOException {
            return ab.run(spec, seed, json, shown::add, _ -> { });
        }
    }
}
