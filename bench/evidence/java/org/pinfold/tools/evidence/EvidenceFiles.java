package org.pinfold.tools.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Records as JSON, a file for each subject and layer in the folder that the suites write to, so that a run replaces
 * what it has done anew and nothing else.
 */
public final class EvidenceFiles {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Comparator<EvidenceRecord> ORDER =
            Comparator.comparing(EvidenceRecord::subject).thenComparing(EvidenceRecord::layer);

    private EvidenceFiles() {
    }

    /** Leaves a record in the folder, instead of the last one of its subject and layer. */
    public static void leave(Path folder, EvidenceRecord left) throws IOException {
        Files.createDirectories(folder);
        JSON.writeValue(folder.resolve(left.subject() + "." + left.layer() + ".json").toFile(), left);
    }

    /** The records in the folder, by subject and layer; none if there is no folder. */
    public static List<EvidenceRecord> leftIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<EvidenceRecord> records = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
                records.add(read(file));
            }
        }
        return records.stream().sorted(ORDER).toList();
    }

    private static EvidenceRecord read(Path file) throws IOException {
        try {
            return JSON.readValue(file.toFile(), EvidenceRecord.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is no record of evidence: " + e.getOriginalMessage(), e);
        }
    }
}
