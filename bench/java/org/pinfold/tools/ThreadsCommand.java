package org.pinfold.tools;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.pinfold.tools.threads.Costs;
import org.pinfold.tools.threads.Crew;
import org.pinfold.tools.threads.ThreadsRun;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pinfold threads}. */
@Command(name = "threads", mixinStandardHelpOptions = true, versionProvider = VersionText.class,
        footer = {"%nExamples:",
            "  pinfold threads",
            "  pinfold threads --virtual 1000 --rounds 5 --require 1.5"},
        description = {
            "Compares what an operation of the heap costs virtual threads and platform threads.%n",
            "An operation frees a block and allocates another, of 16 to 1039 bytes. Every virtual thread has "
                + "16 blocks of its own; all threads are there, with all their blocks, before the first one goes on, "
                + "and each lets others run (Thread.yield) after every " + Crew.TURN + " operations. As many platform "
                + "threads as there are processors do the same operations: in the first row a thread has one "
                + "set of 16 blocks after another; in the second all sets are alive and have their turns as with "
                + "virtual threads, which shows how much of the difference is the larger number of live blocks.%n",
            "The figures are CPU time of the whole process, since a virtual thread has none of its own: the "
                + "collector and the compiler are in it. That clock ticks every 10 ms on Linux, so rounds of much less "
                + "than a second are coarse. The same threads run the same loop without the heap; what that takes, "
                + "with the scheduler's work for the virtual threads, is subtracted round by round. The start of "
                + "the threads is not in it. 'x platform' is the median over the rounds of a row's net cost "
                + "divided by the first row's."})
final class ThreadsCommand implements Callable<Integer> {
    private static final int MOST_THREADS = 1_000_000;
    private static final int MOST_OPERATIONS = 1_000_000;
    private static final int MOST_ROUNDS = 1_000;

    @Option(names = "--virtual", paramLabel = "N", description = "Virtual threads at once. Default: ${DEFAULT-VALUE}.")
    private int virtual = 10_000;

    @Option(names = "--operations", paramLabel = "N",
            description = "Operations of each virtual thread in a round. Default: ${DEFAULT-VALUE}.")
    private int operations = 3_000;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds that count. Default: ${DEFAULT-VALUE}.")
    private int rounds = 11;

    @Option(names = "--seed", paramLabel = "N", description = "Of the sizes. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--require", paramLabel = "RATIO",
            description = "Fail unless an operation costs virtual threads at most RATIO times what it costs platform "
                    + "threads (the first row).")
    private Double required;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        validate();
        PrintWriter out = spec.commandLine().getOut();
        ThreadsRun.Outcome outcome;
        try (Progress progress = new Progress(spec.commandLine().getErr())) {
            outcome = new ThreadsRun(virtual, operations, rounds, seed).run(progress::at);
        }
        out.println(virtual + " virtual threads, " + operations + " operations each, " + rounds + " rounds, "
                + Runtime.getRuntime().availableProcessors() + " processors");
        out.print(outcome.costs().table());
        List<String> problems = new ArrayList<>(outcome.problems());
        double ratio = outcome.costs().ratio(Crew.VIRTUAL);
        // So that what is not a number fails.
        if (required != null && !(ratio <= required)) {
            problems.add("'virtual threads at most " + required + " x platform threads' was not met: "
                    + Costs.number(ratio));
        }
        problems.forEach(problem -> out.println("FAILED " + problem));
        out.flush();
        return problems.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void validate() {
        OptionValues.requireRange(spec, "--virtual", virtual, 1, MOST_THREADS);
        OptionValues.requireRange(spec, "--operations", operations, 1, MOST_OPERATIONS);
        OptionValues.requireRange(spec, "--rounds", rounds, 1, MOST_ROUNDS);
        if (required != null && !(required > 0)) {
            throw new ParameterException(spec.commandLine(),
                    "a required ratio must be more than 0, not " + required);
        }
    }
}
