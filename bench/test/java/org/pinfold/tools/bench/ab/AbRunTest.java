package org.pinfold.tools.bench.ab;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The command on pairs that are made up: equals do not differ, what differs is seen, and blindness is a failure. */
class AbRunTest {
    @TempDir
    private Path home;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void equalsDoNotDiffer() {
        assertEquals(0, execute(MadeUpPairs.ofEquals(), "--ab", "all"), err::toString);
        assertEquals(Mechanism.values().length * Load.values().length, lines("no difference to be seen"));
    }

    @Test
    void whatDiffersIsSeen() {
        assertEquals(0, execute(different(), "--ab", "frees"), err::toString);
        assertEquals(Load.values().length, lines("frees .* costs [789] to 1[012] %"), out::toString);
        assertEquals(Load.values().length, lines("control: a quarter .* costs 2. to 2. %"), out::toString);
        assertEquals(Load.values().length, lines("control: nothing differs .* noise"), out::toString);
        assertTrue(out.toString().contains("UNCHECKED"), "there are no records");
        assertEquals(0, execute(different(), "--ab", "batchRefill"), err::toString);
        assertEquals(Load.values().length, lines("batchRefill .* saves (4.|50) to 5. %"), out::toString);
    }

    @Test
    void aRunThatDoesNotSeeASlowSideFails() {
        assertEquals(1, execute(new MadeUpPairs((contrast, load) ->
                contrast.slowed() && load != Load.BATCH ? 1.25 : 1), "--ab", "all"));
        assertTrue(out.toString().contains("FAILED a side that is slow on purpose"), out::toString);
        assertTrue(out.toString().contains("under batch-lifo:"), out::toString);
    }

    @Test
    void figuresGoToAFile() throws IOException {
        Path json = home.resolve("some/where.json");
        assertEquals(0, execute(different(), "--ab", "pins", "--seed", "9", "--json", json.toString()), err::toString);
        AbResults results = AbResults.read(json);
        assertEquals(9, results.seed());
        assertEquals(Load.values().length, results.comparisons().size());
        assertEquals(1, results.comparisons().getFirst().quotient().median(), 0.05);
    }

    @Test
    void badUsageIsTold() {
        assertEquals(2, execute(different(), "--ab", "nonsense"));
        assertTrue(err.toString().contains("--ab must be one of batchRefill, remoteDrain, counterAudit, pins, "
                + "blockState, frees or all, not 'nonsense'"), err::toString);
        assertEquals(2, execute(different(), "--ab", "pins", "--pairs", "29"));
        assertTrue(err.toString().contains("--pairs must be from 30 to"), err::toString);
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
        return new CommandLine(new Bench(new AbRun(home, pairs))).setOut(new PrintWriter(out))
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

        Bench(AbRun ab) {
            this.ab = ab;
        }

        @Override
        public Integer call() throws IOException {
            return ab.run(spec, seed, json, _ -> { });
        }
    }
}
