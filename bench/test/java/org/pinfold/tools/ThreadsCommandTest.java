package org.pinfold.tools;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pinfold.tools.threads.Crew;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The command as users meet it. Nothing depends on how long anything takes. */
class ThreadsCommandTest {
    private static final String[] SMALL = {"threads", "--virtual", "50", "--operations", "200", "--rounds", "2"};

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int threads(String... more) {
        String[] arguments = Stream.of(List.of(SMALL), List.of(more)).flatMap(List::stream)
                .toArray(String[]::new);
        return Pinfold.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void thereIsARowForEachKindOfThreads() {
        assertEquals(0, threads(), out::toString);
        assertTrue(out.toString().contains("50 virtual threads, 200 operations each, 2 rounds"), out::toString);
        for (Crew crew : Crew.values()) {
            assertTrue(out.toString().contains(crew.label()), out::toString);
        }
    }

    @Test
    void aRatioThatIsImpossibleIsNotMet() {
        assertEquals(1, threads("--require", "0.000001"), out::toString);
        assertTrue(out.toString().contains("FAILED 'virtual threads at most 1.0E-6 x platform threads' was not met"),
                out::toString);
    }

    @Test
    void badUsageIsToldInOneLine() {
        for (List<String> bad : List.of(List.of("--virtual", "0"), List.of("--operations", "-1"),
                List.of("--rounds", "1001"), List.of("--require", "0"), List.of("--require", "NaN"),
                List.of("--require", "much"))) {
            err.getBuffer().setLength(0);
            assertEquals(2, threads(bad.toArray(String[]::new)), bad::toString);
            assertEquals(1, err.toString().lines().count(), err::toString);
        }
        assertEquals("", out.toString());
    }
}
