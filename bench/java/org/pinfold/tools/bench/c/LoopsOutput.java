package org.pinfold.tools.bench.c;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.pinfold.tools.report.TimeResult;

/**
 * What the loops printed.
 *
 * @param malloc the file of the function that they call by this name; null in the program without an allocator
 * @param free as {@code malloc}
 * @param windows what was measured
 */
record LoopsOutput(String malloc, String free, List<Window> windows) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What all threads together did in one window.
     *
     * @param operations that they counted
     * @param cpuNanos of all threads
     * @param elapsedNanos of those that counted operations, added up
     */
    record Window(long operations, double cpuNanos, double elapsedNanos) {
    }

    /**
     * The object that {@code json} is.
     *
     * @throws IOException if it is something else; the message is what it is
     */
    static LoopsOutput read(String json) throws IOException {
        try {
            return JSON.readValue(json, LoopsOutput.class);
        } catch (JsonProcessingException e) {
            throw new IOException("the loops printed no result but '" + json + "'", e);
        }
    }

    /** Whether they called the library with this file name, or, if it is null, none. */
    boolean ran(String library) {
        return library == null ? malloc == null && free == null : isFile(malloc, library) && isFile(free, library);
    }

    /** Thread CPU time for each operation, the median over the windows. */
    double cpuNanos() {
        return median(Window::cpuNanos);
    }

    /** Elapsed time for each operation of a thread, the median over the windows. */
    double wallNanos() {
        return median(Window::elapsedNanos);
    }

    private double median(ToDoubleFunction<Window> nanos) {
        return TimeResult.median(windows.stream()
                .mapToDouble(window -> nanos.applyAsDouble(window) / window.operations()).toArray());
    }

    private static boolean isFile(String path, String name) {
        return path != null && Path.of(path).getFileName().toString().equals(name);
    }
}
