package org.pinfold.tools.bench.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.pinfold.tools.peer.Demand;
import org.pinfold.tools.replay.TimedReplay;
import org.pinfold.tools.trace.TraceFiles;
import org.pinfold.tools.trace.TraceReader;
import org.pinfold.tools.trace.Workload;

/**
 * Replays what a real program did, all its threads' events in their total order on one thread, and frees what is left.
 * An operation is one event: an allocation, a change of size or a free.
 */
@State(Scope.Thread)
public class TraceRound extends Metered {
    /** What the names of these rows begin with; the trace's follows. */
    public static final String ROW = "trace-";

    private static final long PROOF_BYTES = 64;

    private Workload workload;
    private TimedReplay replay;

    /**
     * What an allocator has to hold for the row.
     *
     * @throws UncheckedIOException if the trace cannot be read
     */
    public static Demand demand(String row) {
        Workload workload = workload(row);
        return new Demand(workload.slots(), workload.peakLiveBytes());
    }

    /** Called by JMH on the thread that will replay. */
    @Setup(Level.Trial)
    public void read() {
        workload = workload(Subject.current().row());
        replay = new TimedReplay(workload, Subject.current().peer());
    }

    /** Called by JMH on the thread that has replayed. */
    @TearDown(Level.Trial)
    public void prove() {
        Proof.of(Subject.current().peer(), PROOF_BYTES);
    }

    /** One round, by slots, which every allocator has. */
    @Benchmark
    public void slots() {
        replay.round();
        did(workload.events());
    }

    private static Workload workload(String row) {
        Path file = TraceFiles.named(row.substring(ROW.length()));
        try {
            return Workload.of(TraceReader.read(file), 1);
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException(new IOException("there is no " + file.toAbsolutePath()
                    + "; run from the project's folder", e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
