package org.pinfold.soak;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.pinfold.evidence.Evidence;
import org.pinfold.tools.evidence.Layer;

/** What soak programs came to, left as evidence: all runs of a program in this VM together. */
final class SoakEvidence {
    private static final Pattern COUNT = Pattern.compile("(\\d+) (?:blocks (?:checked|exchanged)|operations)");
    private static final Map<String, Long> OPERATIONS = new ConcurrentHashMap<>();

    private SoakEvidence() {
    }

    /** Adds what this output of a program counts last. */
    static void leave(Class<?> program, String output) {
        MatchResult last = COUNT.matcher(output).results().reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no count of what was done in:\n" + output));
        long all = OPERATIONS.merge(program.getSimpleName(), Long.valueOf(last.group(1)), Long::sum);
        Evidence.leave(program.getSimpleName(), Layer.SOAK, Map.of("operations", all));
    }
}
