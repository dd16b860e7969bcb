package org.pinfold.tools;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What users read when they ask for what there is not. */
class UsageErrorsTest {
    private final StringWriter err = new StringWriter();

    /** A command that fails as it is told to. */
    @Command(name = "fails")
    static final class Failing implements Callable<Integer> {
        @Option(names = "--number")
        private int number;

        @Option(names = "--seed")
        private Long seed;

        @Option(names = "--ratio")
        private double ratio;

        private final Exception failure;

        Failing(Exception failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }

    private int execute(CommandLine commandLine, String... arguments) {
        err.getBuffer().setLength(0);
        return commandLine.setErr(new PrintWriter(err, true)).execute(arguments);
    }

    private void assertTold(String message, Exception failure, String... arguments) {
        assertEquals(2, execute(UsageErrors.toldBy(new CommandLine(new Failing(failure))), arguments), err::toString);
        assertEquals(message, err.toString().strip());
    }

    @Test
    void aFileThatCannotBeUsedIsOneLine() {
        assertTold("fails: no such file or folder: a/b", new NoSuchFileException("a/b"));
        assertTold("fails: no permission to use a/b", new UncheckedIOException(new AccessDeniedException("a/b")));
        assertTold("fails: cannot read or write: No space left on device", new IOException("No space left on device"));
        assertTold("fails: cannot read or write: java.io.IOException", new IOException());
    }

    @Test
    void aFaultOfTheToolsKeepsItsStackTrace() {
        assertEquals(1, execute(UsageErrors.toldBy(new CommandLine(new Failing(new IllegalStateException("ours"))))));
        assertTrue(err.toString().contains("\tat " + UsageErrorsTest.class.getName()), err::toString);
    }

    @Test
    void whatIsNoNumberIsToldInPlainWords() {
        Exception none = new IllegalStateException("must not be run");
        assertTold("fails: Invalid value for option '--number': '99999999999' is not a whole number of 32 bits "
                + "(--help tells more)", none, "--number", "99999999999");
        assertTold("fails: Invalid value for option '--seed': '1.5' is not a whole number of 64 bits "
                + "(--help tells more)", none, "--seed", "1.5");
        assertTold("fails: Invalid value for option '--ratio': 'Infinity' is not a number, as 1.5 is "
                + "(--help tells more)", none, "--ratio", "Infinity");
    }

    @Test
    void whatIsUnknownIsToldWithWhatIsKnown() {
        Exception none = new IllegalStateException("must not be run");
        assertTold("fails: Unknown option: '--numbr'; is it --number? (--help tells more)", none, "--numbr");
        assertTold("fails: one argument too many: 'x' (--help tells more)", none, "x");
        assertEquals(2, execute(Pinfold.commandLine(), "replya"));
        assertTrue(err.toString().startsWith("pinfold: no command 'replya'; known: replay, threads,"), err::toString);
    }
}
