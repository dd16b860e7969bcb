package org.pinfold.tools;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.pinfold.tools.variants.BrokenVariant;
import org.pinfold.tools.variants.Variant;
import org.pinfold.tools.variants.Variants;
import picocli.CommandLine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class VariantsCommandTest {
    private static final int BLOCKS = 100;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyVariantHasItsFiguresInEachOrder() {
        assertEquals(0, run(Variants.all(), "--rounds", "2", "--blocks", "" + BLOCKS, "--seed", "9"));
        assertTrue(out.toString().startsWith("pinfold variants --rounds 2 --blocks 100 --seed 9"), out::toString);
        assertTrue(out.toString().contains("random order"), out::toString);
        assertTrue(out.toString().contains("last in, first out"), out::toString);
        for (Supplier<Variant> kind : Variants.all()) {
            try (Variant variant = kind.get()) {
                String row = "\\s+" + variant.name() + "(\\s+\\d+\\.\\d\\s+\\d+\\.\\d\\d){4}";
                assertEquals(2, out.toString().lines().filter(line -> line.matches(row)).count(), out::toString);
            }
        }
        String first = "\\s+table(\\s+\\S+\\s+1\\.00){4}";
        assertEquals(2, out.toString().lines().filter(line -> line.matches(first)).count(), out::toString);
        assertTrue(out.toString().contains("Memory, bytes of live blocks at their peak"), out::toString);
    }

    @Test
    void aVariantThatAnswersWronglyFails() {
        List<Supplier<Variant>> variants = new ArrayList<>(Variants.all());
        variants.add(() -> new BrokenVariant(lookup -> lookup == 3 * BLOCKS ? 16 : 0));
        assertEquals(1, run(variants, "--rounds", "1", "--blocks", "" + BLOCKS));
        assertTrue(out.toString().contains("FAILED broken: "), out::toString);
        assertFalse(out.toString().contains("lookup ns"), "no figures beside a wrong answer");
    }

    @Test
    void badUsageIsOneLineAndExitCodeTwo() {
        assertUsage("--rounds must be from 1", "--rounds", "0");
        assertUsage("--blocks must be from 1", "--blocks", "0");
        assertUsage("Invalid value for option '--seed'", "--seed", "x");
        assertUsage("Unknown option: '--nonsense'", "--nonsense");
    }

    @Test
    void theWholeCommandLineKnowsIt() {
        CommandLine pinfold = Pinfold.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        assertEquals(0, pinfold.execute("variants", "--help"));
        assertTrue(out.toString().contains("--blocks"), out::toString);
    }

    private void assertUsage(String message, String... arguments) {
        err.getBuffer().setLength(0);
        assertEquals(2, run(Variants.all(), arguments), message);
        assertTrue(err.toString().contains(message), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
    }

    private int run(List<Supplier<Variant>> variants, String... arguments) {
        return UsageErrors.toldBy(new CommandLine(new VariantsCommand(variants, BLOCKS)))
                .setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }
}
