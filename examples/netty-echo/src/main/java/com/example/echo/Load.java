package com.example.echo;

import java.io.IOException;
import java.time.Duration;

/**
 * Connections that each send a request, wait for its answer, and send the next one. So a server that is slow gets fewer
 * requests, and latencies are those of this load, not of one that comes whatever the server does.
 */
interface Load {
    /** What the requests carry, by chance: as many small ones as large ones. */
    int[] BODY_BYTES = {64, 256, 1 << 10, 4 << 10, 16 << 10, 64 << 10};

    /**
     * What came of a load.
     *
     * @param requests answered
     * @param seconds for how long
     * @param p50Micros half of the answers took no longer, from a request to its answer
     * @param p99Micros of a hundred answers one took longer
     * @param p999Micros of a thousand one
     */
    record Outcome(long requests, double seconds, double p50Micros, double p99Micros, double p999Micros) {
    }

    /**
     * Opens the connections, loads the server at this port for so long, and closes them.
     *
     * @throws IllegalStateException if an answer was wrong or did not come
     */
    Outcome run(int port, Duration time) throws IOException, InterruptedException;
}
