package org.pinfold.specs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Asks TLC whether a recorded sequence of words is a behaviour of a model. */
public final class RecordedWords {
    private static final Pattern WRITTEN = Pattern.compile("<<\"written\", (\\d+)>>");

    private RecordedWords() {
    }

    /**
     * How many of the words, from the first on, some behaviour of the model writes.
     *
     * @param name of the run, for its folder
     * @param module of {@code specs}, with constant {@code Recorded} and invariants as in {@code SlabWordTrace}
     * @param constants of that module, as in a configuration: {@code A = 1}
     * @param words in TLA+
     */
    public static int written(String name, String module, List<String> constants, List<String> words) {
        try {
            Path folder = Files.createDirectories(TlcSettings.OUTPUT.resolve("trace").resolve(name));
            Path generated = Files.writeString(folder.resolve("Trace.tla"), """
                    ---- MODULE Trace ----
                    EXTENDS %s
                    RecordedWords == <<
                    %s>>
                    ====
                    """.formatted(module, String.join(",\n", words)));
            Path configuration = Files.writeString(folder.resolve("Trace.cfg"), """
                    SPECIFICATION TraceSpec
                    CONSTANT Recorded <- RecordedWords
                    %s
                    CHECK_DEADLOCK FALSE
                    INVARIANT Progress
                    INVARIANT NotAllWritten
                    """.formatted(String.join("\n", constants.stream().map("CONSTANT "::concat).toList())));
            Specification trace = new Specification("trace/" + name, generated, configuration);
            return written(Tlc.run(trace), trace, words.size());
        } catch (IOException e) {
            throw new AssertionError("cannot write the trace " + name, e);
        }
    }

    private static int written(TlcReport report, Specification trace, int words) {
        if (report.violated(trace.checks()).filter("NotAllWritten"::equals).isPresent()) {
            return words;
        }
        List<String> counts = WRITTEN.matcher(report.output()).results().map(MatchResult::group).toList();
        if (report.exit() != TlcReport.HOLDS || counts.isEmpty()) {
            throw new AssertionError(trace.name() + ": TLC gave no verdict\n" + report.output());
        }
        return Integer.parseInt(counts.getLast().replaceAll("\\D", ""));
    }
}
