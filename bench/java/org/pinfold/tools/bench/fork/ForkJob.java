package org.pinfold.tools.bench.fork;

import java.util.List;

/**
 * What a fork measures.
 *
 * @param allocator the name of a peer
 * @param row the name of a case
 * @param threads that run it
 * @param seed of sizes and orders
 * @param warmUpMillis how long it runs before it is measured
 * @param windows how many times it is measured
 * @param windowMillis how long each of them takes
 */
public record ForkJob(String allocator, String row, int threads, long seed, int warmUpMillis, int windows,
        int windowMillis) {

    /** As arguments of a program: JSON would take a fork longer to read than its benchmark takes to run. */
    List<String> arguments() {
        return List.of(allocator, row, "" + threads, "" + seed, "" + warmUpMillis, "" + windows, "" + windowMillis);
    }

    /** From what {@link #arguments} gave. */
    static ForkJob of(String... arguments) {
        return new ForkJob(arguments[0], arguments[1], Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]),
                Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]), Integer.parseInt(arguments[6]));
    }
}
