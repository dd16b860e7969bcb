package org.pinfold.tools.bench.c;

import java.io.IOException;
import org.pinfold.tools.bench.Contender;
import org.pinfold.tools.bench.Sample;

/**
 * An allocator that the loops can be run with, or none.
 *
 * @param name of the contender
 * @param program which of the two programs
 * @param preload the library that is loaded before all others, or "" for the system's allocator
 * @param library the file name of the library that must then have the functions the loops call; null if there are none
 */
record CAllocator(String name, LoopsProgram program, String preload, String library) {
    /** The name of the empty loop. */
    static final String EMPTY = "c-empty";

    /** No allocator. */
    static CAllocator none(LoopsProgram empty) {
        return new CAllocator(EMPTY, empty, "", null);
    }

    /** Whether the loops would really run with it, here. */
    boolean isThere() throws IOException {
        return program.allocator(preload).ran(library);
    }

    /** How it stands in the tables. */
    Contender contender() throws IOException {
        if (library == null) {
            return new Contender(name, Contender.Family.EMPTY, EMPTY, "C, no allocator: one fixed address a slot");
        }
        return new Contender(name, Contender.Family.C, EMPTY, "C, malloc of " + program.allocator(preload).malloc());
    }

    /**
     * Measures {@code row}.
     *
     * @throws IOException if the program failed, measured nothing, or called another allocator than this one
     */
    Sample run(String row, int threads, int round, long seed, int windows, int windowMillis) throws IOException {
        LoopsOutput output = program.measure(preload, row, threads, seed, windows, windowMillis);
        if (!output.ran(library)) {
            throw new IOException(name + " was to run " + (library == null ? "no allocator" : library)
                    + ", and ran malloc of " + output.malloc() + " and free of " + output.free());
        }
        if (output.windows().size() != windows || output.windows().stream().anyMatch(w -> w.operations() == 0)) {
            throw new IOException(name + " on " + row + ": a window without an operation; longer windows have some");
        }
        return new Sample(row, name, round, output.cpuNanos(), output.wallNanos(), 0);
    }
}
