package org.pinfold.tools.bench.ab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pinfold.tools.report.MachineFacts;

/**
 * Everything one run has measured.
 *
 * @param command the arguments it was given
 * @param date year, month, day
 * @param classes the digest of the library's classes
 * @param evidence the tier in which these very classes were checked, or {@code UNCHECKED}
 * @param seed of sizes and orders
 * @param groups how many times both sides of a contrast were made anew
 * @param pairs of windows, in all groups together
 * @param windowMillis about how much CPU time a window takes
 * @param controls what was seen where nothing differs, and where one side is slow on purpose
 * @param comparisons the mechanisms
 */
public record AbResults(List<String> command, MachineFacts machine, String date, String classes, String evidence,
        long seed, int groups, int pairs, int windowMillis, List<Comparison> controls, List<Comparison> comparisons) {

    /** What a {@link KeptFile} holds. */
    static AbResults read(Path file) throws IOException {
        return KeptFile.read(file, AbResults.class, "comparisons of mechanisms");
    }

    /** The same run with these results. */
    AbResults with(List<Comparison> ofControls, List<Comparison> ofMechanisms) {
        return new AbResults(command, machine, date, classes, evidence, seed, groups, pairs, windowMillis, ofControls,
                ofMechanisms);
    }

    /** The controls, and what they are the controls of. */
    Stream<Comparison> all() {
        return Stream.concat(controls.stream(), comparisons.stream());
    }

    /** What the difference comes to, beside what was seen where there is none. */
    Verdict verdict(Comparison comparison) {
        return Verdict.of(comparison.quotient(), noise(comparison));
    }

    /** What was seen under the same load where nothing differs. */
    Interval noise(Comparison comparison) {
        return controls.stream()
                .filter(it -> it.contrast().equals(Contrast.EQUALS) && it.load().equals(comparison.load()))
                .findFirst().map(Comparison::quotient)
                .orElseThrow(() -> new IllegalStateException("no control for " + comparison));
    }

    /** The loads under which a side that is slow on purpose did not look slow; empty if the run is worth anything. */
    public List<String> blind() {
        return controls.stream().filter(it -> it.contrast().equals(Contrast.SLOWED))
                .filter(it -> verdict(it).kind() != Verdict.Kind.COSTS).map(Comparison::load).toList();
    }
}
