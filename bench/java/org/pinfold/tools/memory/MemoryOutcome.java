package org.pinfold.tools.memory;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.pinfold.tools.bench.BenchFile;
import org.pinfold.tools.bench.Goal;
import org.pinfold.tools.report.MachineFacts;

/**
 * Everything one run found.
 *
 * @param command the arguments that the command was given
 * @param date the day
 * @param classes the digest of Pinfold's classes
 * @param evidence how far those had been checked before
 * @param goals how the figures stand beside the bounds
 */
public record MemoryOutcome(List<String> command, MachineFacts machine, String date, String classes, String evidence,
        List<MemoryRow> rows, List<Goal> goals) {

    /** Writes it to {@code file} as JSON; a goal that was not measured has no figure. */
    public void write(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode root = json.createObjectNode();
        root.set("command", json.valueToTree(command));
        root.set("machine", json.valueToTree(machine));
        root.put("date", date).put("classes", classes).put("evidence", evidence);
        root.set("rows", json.valueToTree(rows));
        root.set("goals", BenchFile.goals(goals));
        json.writeValue(file.toFile(), root);
    }
}
