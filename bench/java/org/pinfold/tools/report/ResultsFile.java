package org.pinfold.tools.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pinfold.tools.evidence.ClassesDigest;
import org.pinfold.tools.worker.Job;

/**
 * Everything one run found, as it stands in its JSON file.
 *
 * @param command the arguments the command was given
 * @param date the day
 * @param pinfoldClassesSha256 which classes were measured; see {@link ClassesDigest}
 * @param evidence how far those had been checked before
 * @param patternSeed what the patterns of checked blocks derive from
 * @param workerOptions the options of the virtual machines of each purpose, for the last trace
 * @param traces the figures
 * @param problems why the command failed; empty if it did not
 */
public record ResultsFile(List<String> command, MachineFacts machine, String date, String pinfoldClassesSha256,
        String evidence, long patternSeed, Map<Job.Purpose, List<String>> workerOptions, List<TraceResult> traces,
        List<String> problems) {

    /** Writes it to {@code file}. */
    public void write(Path file) throws IOException {
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
    }
}
