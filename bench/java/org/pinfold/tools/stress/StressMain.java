package org.pinfold.tools.stress;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The main class of a virtual machine that does one {@link Assignment}, its argument as JSON. On standard output it
 * says how far it is and then, in a line that begins with {@value #RESULT}, what came of it.
 */
public final class StressMain {
    static final String RESULT = "result ";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private StressMain() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out;
        // Whatever a library prints must not be taken for a line of this one's.
        System.setOut(System.err);
        Thread.ofPlatform().daemon().start(StressMain::endWithParent);
        ObjectMapper json = new ObjectMapper();
        Consumer<String> progress = line -> {
            out.println(line);
            out.flush();
        };
        Assignment assignment = json.readValue(arguments[0], Assignment.class);
        WorkloadResult result = new WorkloadRun(assignment, PATIENCE, true, progress).run();
        out.println(RESULT + json.writeValueAsString(result));
        out.flush();
        // A thread that hangs must not keep the process.
        Runtime.getRuntime().halt(0);
    }

    /** Who started this keeps its standard input open as long as somebody is there to read the result. */
    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().halt(1);
    }
}
