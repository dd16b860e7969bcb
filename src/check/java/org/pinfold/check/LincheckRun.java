package org.pinfold.check;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

/**
 * One run of Lincheck's model checker. Lincheck makes the operations and their specification itself, so that what they
 * are about stands in a static field, and runs come one after the other.
 */
final class LincheckRun {
    /** Of the subjects; small, so that it is reached. */
    static final int CAPACITY = 3;
    /** Blocks that no thread holds at first. */
    static final int ON_TABLE = 1;
    /** The table's number, where threads have theirs. */
    static final int TABLE = 0;

    private static final int THREADS = 3;
    /** Passes of a loop after which Lincheck takes it for endless: a subject may well fill a table at first use. */
    private static final int LOOP_BOUND = 100_000;
    private static final int OPERATIONS = 3;
    private static volatile SubjectTests<?> current;

    private LincheckRun() {
    }

    @SuppressWarnings("unchecked") // Blocks go back to the subject that they came from, and nowhere else.
    static Subject<Object> newSubject() {
        return (Subject<Object>) current.newSubject(CAPACITY);
    }

    static void close(Subject<?> subject) {
        subject.close();
    }

    static Promises promises() {
        return current.promises();
    }

    /** What to answer. Where a subject may refuse at any time, all orders explain all answers but wrong ones. */
    static String answer(Answer answer) {
        return promises().capacity() == Capacity.AT_MOST ? "as it may" : answer.toString();
    }

    /**
     * Checks the operations against the specification.
     *
     * @return what was checked
     * @throws AssertionError with the shortest scenario that fails and its interleaving; or if less was checked than
     *     asked for
     */
    static synchronized String check(SubjectTests<?> tests, Class<?> operations, Class<?> specification) {
        Bounds bounds = tests.bounds();
        current = tests;
        CountingVerifier.takeCounts();
        try {
            new ModelCheckingOptions()
                    .threads(THREADS)
                    .actorsPerThread(OPERATIONS)
                    .actorsBefore(0)
                    .actorsAfter(0)
                    .loopBound(LOOP_BOUND)
                    .iterations(bounds.scenarios())
                    .invocationsPerIteration(bounds.interleavings())
                    .sequentialSpecification(specification)
                    .verifier(CountingVerifier.class)
                    .addGuarantee(forClasses(Hands.class.getName(), LincheckRun.class.getName()).allMethods().ignore())
                    .check(operations);
        } catch (LincheckAssertionError e) {
            throw new AssertionError(explained(tests, e), e);
        } finally {
            current = null;
        }
        return counted(bounds);
    }

    private static String counted(Bounds bounds) {
        CountingVerifier.Counts counts = CountingVerifier.takeCounts();
        String checked = counts.scenarios() + " scenarios, " + counts.executions() + " interleavings";
        if (counts.scenarios() < bounds.scenarios() || counts.executions() < bounds.scenarios()) {
            throw new AssertionError("too little was checked: " + checked + " of " + bounds.scenarios() + " scenarios");
        }
        return checked;
    }

    private static String explained(SubjectTests<?> tests, LincheckAssertionError failure) {
        return """
                Lincheck found an interleaving that breaks %s.
                Expected: every interleaving answers as some order of its operations, one after the other, would; no \
                block is handed out while somebody has it; at the end none is lost.
                Found, shortened to what is needed (threads in columns, then what they do step by step; words in \
                capitals say what is wrong):
                %s
                Next: read the interleaving from the top; each "switch" is where one thread stops in the middle; lines \
                of code stand in the longer trace of the cause. Lincheck chooses the same scenarios in each run, so \
                the test finds this one again.
                """.formatted(tests.getClass().getName(), shortened(failure.getMessage()));
    }

    /** Without the second, longer form of the trace, which stays in the cause. */
    private static String shortened(String report) {
        int details = report.indexOf("Detailed trace:");
        return details < 0 ? report : report.substring(0, details).stripTrailing();
    }
}
