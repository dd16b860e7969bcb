package org.pinfold.tools.bench.fork;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What a fork found: figures, or why there are none.
 *
 * @param identity what ran; empty if nothing did
 * @param cpuNanos as in {@link org.pinfold.tools.bench.Sample}
 * @param wallNanos likewise
 * @param garbageBytes likewise
 * @param operations that were done, before and in the windows
 * @param missing why the allocator cannot be run here, or empty
 * @param failure what went wrong, or empty
 */
public record ForkAnswer(String identity, double cpuNanos, double wallNanos, double garbageBytes, long operations,
        String missing, String failure) {
    static ForkAnswer measured(String identity, double cpuNanos, double wallNanos, double garbageBytes,
            long operations) {
        return new ForkAnswer(identity, cpuNanos, wallNanos, garbageBytes, operations, "", "");
    }

    static ForkAnswer missing(String reason) {
        return new ForkAnswer("", 0, 0, 0, 0, reason, "");
    }

    static ForkAnswer failed(String reason) {
        return new ForkAnswer("", 0, 0, 0, 0, "", reason);
    }

    /** Why there are no figures; empty if there are. */
    Optional<String> reason() {
        return Stream.of(missing, failure).filter(text -> !text.isEmpty()).findFirst();
    }

    /** In the form of properties. */
    String text() throws IOException {
        Properties properties = new Properties();
        properties.setProperty("identity", identity);
        properties.setProperty("cpuNanos", Double.toString(cpuNanos));
        properties.setProperty("wallNanos", Double.toString(wallNanos));
        properties.setProperty("garbageBytes", Double.toString(garbageBytes));
        properties.setProperty("operations", Long.toString(operations));
        properties.setProperty("missing", missing);
        properties.setProperty("failure", failure);
        StringWriter text = new StringWriter();
        properties.store(text, null);
        return text.toString();
    }

    /**
     * From what {@link #text} gave.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static ForkAnswer of(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        if (!properties.containsKey("failure")) {
            throw new IllegalArgumentException("no answer: " + text.strip());
        }
        return new ForkAnswer(properties.getProperty("identity"), number(properties, "cpuNanos"),
                number(properties, "wallNanos"), number(properties, "garbageBytes"),
                Long.parseLong(properties.getProperty("operations")), properties.getProperty("missing"),
                properties.getProperty("failure"));
    }

    private static double number(Properties properties, String name) {
        return Double.parseDouble(properties.getProperty(name));
    }
}
