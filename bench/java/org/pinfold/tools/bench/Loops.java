package org.pinfold.tools.bench;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Loops outside the Java VM that do what the benchmarks do. */
public interface Loops extends AutoCloseable {
    /** The allocators that are there, and the empty loop. */
    List<Contender> contenders();

    /** The names of the rows there is a loop for. */
    Set<String> rows();

    /**
     * Runs one row in a process of its own, after a warm-up.
     *
     * @param windows how many times it is measured; the sample is the median
     * @param windowMillis about how long each of them takes
     * @throws IOException if the process failed, or ran another allocator than it was to
     */
    Sample run(Row row, Contender contender, int round, long seed, int windows, int windowMillis) throws IOException;

    @Override
    void close();
}
