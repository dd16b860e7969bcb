package org.pinfold.tools.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes results as JSON: the fields of {@link BenchResults}, and beside them the system calls and the goals. */
public final class BenchFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private BenchFile() {
    }

    /** Writes {@code file}; what was not measured is null. */
    public static void write(Path file, BenchResults results, List<SystemCalls> systemCalls, List<Goal> goals)
            throws IOException {
        ObjectNode root = JSON.valueToTree(results);
        root.set("systemCalls", JSON.valueToTree(systemCalls));
        ArrayNode list = root.putArray("goals");
        for (Goal goal : goals) {
            ObjectNode node = list.addObject().put("what", goal.what()).put("must", goal.must());
            goal.goal().ifPresentOrElse(value -> node.put("goal", value), () -> node.putNull("goal"));
            goal.measured().ifPresentOrElse(value -> node.put("measured", value), () -> node.putNull("measured"));
            node.put("remark", goal.remark());
        }
        JSON.writeValue(file.toFile(), root);
    }
}
