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
 */
public record MemoryOutcome(List<String> command, MachineFacts machine, String date, String classes, String evidence,
        List<MemoryRow> rows) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** How the figures stand beside the bounds. */
    public List<Goal> goals() {
        return MemoryGoals.of(rows);
    }

    /**
     * What {@link #write} left.
     *
     * @throws IOException if the file cannot be read or holds something else
     */
    public static MemoryOutcome read(Path file) throws IOException {
        return BenchFile.read(file, MemoryOutcome.class, "results of memory");
    }

    /** Writes it to {@code file} as JSON; a goal that was not measured has no figure. */
    public void write(Path file) throws IOException {
        ObjectNode root = JSON.valueToTree(this);
        root.set("goals", BenchFile.goals(goals()));
        JSON.writeValue(file.toFile(), root);
    }
}
