package com.example.echo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One server under load, and what it came to so far. */
final class Server implements AutoCloseable {
    private static final double NANOS = 1e3;

    private final Allocator allocator;
    private final ServerProcess process;
    private final List<Burst> bursts = new ArrayList<>();

    /**
     * What a server came to in a round.
     *
     * @param bursts in their order: those of one number came right after each other
     * @param residentMib of the server's process, some seconds after the load
     * @param trimmedMib the same, after C's allocator was told to give back what nobody uses
     * @param peakMib the most that was resident
     */
    record Result(Allocator allocator, List<Burst> bursts, double residentMib, double trimmedMib,
            double peakMib) {
    }

    Server(Allocator allocator, int threads, boolean unsafe) throws IOException {
        this.allocator = allocator;
        this.process = new ServerProcess(allocator, threads, unsafe);
    }

    void warmUp(Load load, Duration time) throws IOException, InterruptedException {
        load.run(process.port(), time);
    }

    void burst(Load load, Duration time) throws IOException, InterruptedException {
        Duration before = process.cpuTime();
        Load.Outcome outcome = load.run(process.port(), time);
        Duration taken = process.cpuTime().minus(before);
        if (outcome.requests() == 0) {
            throw new IllegalStateException("no answer from " + allocator + " within " + time);
        }
        bursts.add(new Burst(outcome.requests() / outcome.seconds(), taken.toNanos() / NANOS / outcome.requests(),
                outcome.p50Micros(), outcome.p99Micros(), outcome.p999Micros()));
    }

    /** With what is resident now. */
    Result result() throws IOException, InterruptedException {
        double resident = process.residentMib();
        // Afterwards: what has come since the peak was read could be more than it.
        double peak = process.peakMib();
        process.trim();
        return new Result(allocator, List.copyOf(bursts), resident, process.residentMib(), peak);
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
