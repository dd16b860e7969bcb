package org.pinfold.tools.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Results as JSON: the fields of {@link BenchResults}, and beside them the system calls and the goals. */
public final class BenchFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private BenchFile() {
    }

    /** The results that {@link #write} left; system calls and goals are not among them. */
    public static BenchResults read(Path file) throws IOException {
        return read(file, BenchResults.class, "results of benchmarks");
    }

    /** All that {@link #write} left: the goals are those of that day. */
    public static BenchOutcome outcome(Path file) throws IOException {
        BenchResults results = read(file);
        JsonNode root = JSON.readTree(file.toFile());
        List<Goal> goals = new ArrayList<>();
        root.path("goals").forEach(goal -> goals.add(goal(goal)));
        return new BenchOutcome(results, JSON.treeToValue(root.path("systemCalls"),
                JSON.getTypeFactory().constructCollectionType(List.class, SystemCalls.class)), goals);
    }

    private static Goal goal(JsonNode node) {
        return new Goal(node.path("what").asText(), node.path("must").asDouble(), optional(node.path("goal")),
                optional(node.path("measured")), node.path("remark").asText());
    }

    private static OptionalDouble optional(JsonNode node) {
        return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
    }

    /**
     * Results of this type, without what stands beside their fields.
     *
     * @param what the file should hold, in words
     * @throws IOException if it cannot be read, or holds something else
     */
    public static <T> T read(Path file, Class<T> type, String what) throws IOException {
        try {
            return JSON.readerFor(type).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(file.toFile());
        } catch (JsonProcessingException e) {
            throw new IOException(file + " holds no " + what + ": " + e.getOriginalMessage(), e);
        }
    }

    /** Writes {@code file}; what was not measured is null. */
    public static void write(Path file, BenchOutcome outcome) throws IOException {
        ObjectNode root = JSON.valueToTree(outcome.results());
        root.set("systemCalls", JSON.valueToTree(outcome.systemCalls()));
        root.set("goals", goals(outcome.goals()));
        JSON.writeValue(file.toFile(), root);
    }

    /** Goals as they stand in a file. */
    public static ArrayNode goals(List<Goal> goals) {
        ArrayNode list = JSON.createArrayNode();
        for (Goal goal : goals) {
            ObjectNode node = list.addObject().put("what", goal.what()).put("must", goal.must());
            goal.goal().ifPresentOrElse(value -> node.put("goal", value), () -> node.putNull("goal"));
            goal.measured().ifPresentOrElse(value -> node.put("measured", value), () -> node.putNull("measured"));
            node.put("remark", goal.remark());
        }
        return list;
    }
}
