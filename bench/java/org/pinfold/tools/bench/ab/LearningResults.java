package org.pinfold.tools.bench.ab;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a heap that learns takes beside one that does not.
 *
 * @param time CPU time an operation
 * @param cached bytes in caches at the end of windows
 */
record LearningResults(AbResults time, AbResults cached) {
    /** What learning has to leave of the cached memory, where it saves no time. */
    static final double LESS = 0.85;
    /** How much time it may take. */
    static final double MORE_TIME = 1.05;

    /** What a {@link KeptFile} holds. */
    static LearningResults read(Path file) throws IOException {
        return KeptFile.read(file, LearningResults.class, "comparison of learning");
    }

    /**
     * Whether it has earned its place. What counts is what intervals exclude: under each load it costs no more than
     * {@value #MORE_TIME} of the time, or than what is seen where nothing differs; and it leaves {@value #LESS} of the
     * cached memory at most, in the geometric mean of the loads, or it saves time under some load and takes more memory
     * under none.
     */
    @JsonIgnore
    boolean isEarned() {
        if (!time.comparisons().stream().allMatch(this::costsNoTime)) {
            return false;
        }
        return mostOfCached() <= LESS || any(time, Verdict.Kind.SAVES) && !any(cached, Verdict.Kind.COSTS);
    }

    private boolean costsNoTime(Comparison comparison) {
        return comparison.quotient().high() <= Math.max(MORE_TIME, time.noise(comparison).high());
    }

    private double mostOfCached() {
        return Math.exp(cached.comparisons().stream().mapToDouble(it -> Math.log(it.quotient().high())).average()
                .orElseThrow());
    }

    private static boolean any(AbResults results, Verdict.Kind kind) {
        return results.comparisons().stream().anyMatch(it -> results.verdict(it).kind() == kind);
    }
}
