package org.pinfold.soak;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.pinfold.evidence.Evidence;
import org.pinfold.tools.evidence.Layer;

/**
 * What soak programs came to, left as evidence: all runs of a program in this VM together. The subject is the class of
 * the library that a program's name begins with, or the program.
 */
final class SoakEvidence {
    private static final Pattern COUNT = Pattern.compile("(\\d+) (?:blocks (?:checked|exchanged)|operations)");
    private static final Map<String, Long> OPERATIONS = new ConcurrentHashMap<>();

    private SoakEvidence() {
    }

    /** Adds what this output of a program counts last. */
    static void leave(Class<?> program, String output) {
        MatchResult last = COUNT.matcher(output).results().reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no count of what was done in:\n" + output));
        String subject = Evidence.subject(program.getSimpleName());
        long all = OPERATIONS.merge(subject, Long.valueOf(last.group(1)), Long::sum);
        Evidence.leave(subject, Layer.SOAK, Map.of("operations", all));
    }
}
