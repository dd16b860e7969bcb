package org.pinfold.tools.bench.fork;

import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.pinfold.tools.bench.Case;
import org.pinfold.tools.bench.workload.PeerThreads;
import org.pinfold.tools.bench.workload.Subject;
import org.pinfold.tools.bench.workload.Window;
import org.pinfold.tools.peer.ObjectPeer;
import org.pinfold.tools.peer.Peer;
import org.pinfold.tools.report.TimeResult;

/** Runs one benchmark with one allocator in this virtual machine. */
final class Measurement {
    private static final int WARM_UPS = 4;

    private Measurement() {
    }

    /**
     * Measures {@code peer}.
     *
     * @throws IllegalStateException if the benchmark failed, or ran with another allocator; the message tells
     */
    static ForkAnswer of(Case what, ForkJob job, Peer peer) {
        String identity = peer.identity();
        Subject subject = Subject.choose(what.row().name(), peer, what.shape(), job.seed());
        try {
            new Runner(options(what, job, peer)).run();
        } catch (RunnerException e) {
            Throwable reason = reason(e);
            throw new IllegalStateException(reason.toString(), reason);
        }
        return answer(identity, job, subject);
    }

    private static Options options(Case what, ForkJob job, Peer peer) {
        // The names by which JMH can be told of an executor, which its options have no method for.
        System.setProperty("jmh.executor", "CUSTOM");
        System.setProperty("jmh.executor.class", PeerThreads.class.getName());
        // Another run on this machine is none of this one's business: whoever starts two gets what they measure.
        System.setProperty("jmh.ignoreLock", "true");
        return new OptionsBuilder()
                .include("^" + Pattern.quote(what.benchmark().getName()) + method(peer) + "$")
                .mode(Mode.AverageTime)
                // This virtual machine is the fork.
                .forks(0)
                .threads(job.threads())
                .warmupIterations(WARM_UPS)
                .warmupTime(TimeValue.milliseconds(Math.max(1, job.warmUpMillis() / WARM_UPS)))
                .measurementIterations(job.windows())
                .measurementTime(TimeValue.milliseconds(job.windowMillis()))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    /** The loop for the kind of blocks that {@code peer} has, or the only one. */
    private static String method(Peer peer) {
        return "[.](" + (peer instanceof ObjectPeer<?> ? "objects" : "addresses") + "|slots|visits)";
    }

    /** The medians over the windows, each of which adds up its threads. */
    private static ForkAnswer answer(String identity, ForkJob job, Subject subject) {
        Map<Integer, List<Window>> byIndex = subject.windows().stream().collect(Collectors.groupingBy(Window::index));
        if (byIndex.size() != job.windows()) {
            throw new IllegalStateException("measured " + byIndex.size() + " windows of " + job.windows());
        }
        return ForkAnswer.measured(identity, median(byIndex, Window::cpuNanos), median(byIndex, Window::wallNanos),
                median(byIndex, Window::garbageBytes), subject.operations());
    }

    private static double median(Map<Integer, List<Window>> windows, ToLongFunction<Window> figure) {
        return TimeResult.median(windows.values().stream().mapToDouble(threads -> sum(threads, figure)
                / (double) sum(threads, Window::operations)).toArray());
    }

    private static long sum(List<Window> windows, ToLongFunction<Window> figure) {
        return windows.stream().mapToLong(figure).sum();
    }

    /** What a benchmark threw, which JMH wraps and suppresses. */
    private static Throwable reason(Throwable thrown) {
        Throwable reason = thrown;
        while (reason.getCause() != null || reason.getSuppressed().length > 0) {
            reason = reason.getCause() != null ? reason.getCause() : reason.getSuppressed()[0];
        }
        return reason;
    }
}
