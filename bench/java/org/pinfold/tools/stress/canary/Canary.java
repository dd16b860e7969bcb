package org.pinfold.tools.stress.canary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.pinfold.tools.oracle.Target;

/** What goes wrong with a heap, to see it noticed: at least one for each check, so that none of them checks nothing. */
public enum Canary {
    /** Nothing. */
    NONE((heap, seed) -> heap),
    /** A block is handed out to somebody while somebody else has it. */
    TWO_OWNERS(TwoOwners::new),
    /** A free does not reach the heap. */
    LOSES_A_BLOCK(LosesABlock::new),
    /** A byte changes in a block that somebody has. */
    CHANGES_A_BYTE(ChangesAByte::new),
    /** A block has lost a byte when it was resized. */
    LOSES_A_BYTE(BlockFaults.LosesAByte::new),
    /** A block has less room than was asked for. */
    TOO_SMALL(BlockFaults.TooSmall::new),
    /** An aligned block is not. */
    MISALIGNED(BlockFaults.Misaligned::new),
    /** A block is not zero after {@code calloc}. */
    NOT_ZERO(BlockFaults.NotZero::new),
    /** An allocation is refused, far below the limit. */
    REFUSES(BlockFaults.Refuses::new),
    /** Misuse is not reported. */
    MISSES_MISUSE(BlockFaults.MissesMisuse::new),
    /** The statistics have a block too many. */
    COUNTS_WRONG(FigureFaults.CountsWrong::new),
    /** The audit finds something. */
    FAILS_THE_AUDIT(FigureFaults.FailsTheAudit::new),
    /** A superslab stays retired and pinned. */
    KEEPS_A_PIN(FigureFaults.KeepsAPin::new),
    /** Free blocks stay in the caches of dead threads. */
    KEEPS_CACHES(FigureFaults.KeepsCaches::new),
    /** More and more memory is resident. */
    HOARDS(Hoards::new),
    /** A closed heap answers. */
    ANSWERS_WHEN_CLOSED(EndFaults.AnswersWhenClosed::new),
    /** A call does not return. */
    HANGS(EndFaults.Hangs::new),
    /** The virtual machine crashes. */
    CRASHES(EndFaults.Crashes::new);

    private final BiFunction<Target, Long, Target> fault;

    Canary(BiFunction<Target, Long, Target> fault) {
        this.fault = fault;
    }

    /** A heap with this fault, which the seed makes appear at some time. */
    public Target on(Target heap, long seed) {
        return fault.apply(heap, seed);
    }

    /** Its name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All names. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Canary::label).toList();
    }

    /** The one with this name. */
    public static Optional<Canary> named(String label) {
        return Arrays.stream(values()).filter(it -> it.label().equals(label)).findFirst();
    }
}
