package org.pinfold.tools.bench.ab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Results of comparisons as JSON, each in a file of its own. */
final class KeptFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private KeptFile() {
    }

    /**
     * What {@link #write} left.
     *
     * @param what the file should hold, in words
     * @throws IOException if it cannot be read, or holds something else
     */
    static <T> T read(Path file, Class<T> type, String what) throws IOException {
        try {
            return JSON.readValue(file.toFile(), type);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " holds no " + what + ": " + e.getOriginalMessage(), e);
        }
    }

    /** Leaves results in a file, whose folder is made at need. */
    static void write(Path file, Object results) throws IOException {
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        Files.writeString(file, JSON.writeValueAsString(results) + "\n");
    }
}
