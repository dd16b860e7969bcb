package org.pinfold.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinfold.tools.stress.Runs;
import picocli.CommandLine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Shards of small campaigns, put together or not. */
class MergeCommandTest {
    private static final int SHARDS = 3;

    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object command, String... arguments) {
        return UsageErrors.toldBy(new CommandLine(command)).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)).execute(arguments);
    }

    /** Runs one, and answers its file. */
    private String shard(String name, int index, String... more) {
        Path file = folder.resolve(name);
        run(new StressCommand(Runs.launcher()), Stream.concat(Stream.of("--workload", "larson,sh8bench", "--threads",
                "2", "--seconds", "5", "--operations", "6000", "--shard", index + "/" + SHARDS, "--json",
                file.toString()), Stream.of(more)).toArray(String[]::new));
        return file.toString();
    }

    private String[] shards() {
        return Stream.of(0, 1, 2).map(index -> shard("shard-" + index, index)).toArray(String[]::new);
    }

    private int merge(String... arguments) {
        return run(new MergeCommand(), arguments);
    }

    @Test
    void shardsAreAddedUp() throws IOException {
        String[] shards = shards();
        Path json = folder.resolve("all.json");
        Path page = folder.resolve("all.html");
        assertEquals(0, merge(shards[2], shards[0], shards[1], "--json", json.toString(), "--report",
                page.toString()), err::toString);
        ObjectMapper mapper = new ObjectMapper();
        long operations = 0;
        long samples = 0;
        for (String shard : shards) {
            JsonNode larson = mapper.readTree(Path.of(shard).toFile()).at("/results/0");
            operations += larson.get("operations").asLong();
            samples += larson.at("/free/percentiles/samples").asLong();
        }
        JsonNode all = mapper.readTree(json.toFile());
        assertEquals("larson", all.at("/totals/0/workload").asText());
        assertEquals(operations, all.at("/totals/0/operations").asLong());
        assertEquals(samples, all.at("/totals/0/free/samples").asLong());
        assertEquals(List.of(0, 1, 2), Stream.of(0, 1, 2)
                .map(index -> all.at("/shards/" + index + "/shard").asInt()).toList());
        String html = Files.readString(page);
        assertTrue(html.contains(">shard 2<") && html.contains("<h2>sh8bench</h2>"), html);
    }

    @Test
    void aViolationOfAnyShardFails() {
        String[] shards = shards();
        shards[1] = shard("shard-1", 1, "--canary", "counts-wrong");
        shards[0] = shard("shard-0", 0, "--canary", "counts-wrong");
        shards[2] = shard("shard-2", 2, "--canary", "counts-wrong");
        out.getBuffer().setLength(0);
        assertEquals(1, merge(shards));
        assertTrue(out.toString().contains("--shard 2/3"), out::toString);
    }

    @Test
    void whatIsNoCampaignIsRefusedInOneLine() throws IOException {
        String[] shards = shards();
        assertRefused("of 3 shards, these are missing: 1", shards[0], shards[2]);
        assertRefused("shard 1 is there twice", shards[0], shards[1], shards[2], shard("again", 1));
        assertRefused("is named twice", shards[0], shards[0]);
        assertRefused("is of another campaign than", shards[0], shards[1], shard("other", 2, "--seed", "9"));
        Path edited = folder.resolve("edited");
        String classes = new ObjectMapper().readTree(Path.of(shards[0]).toFile()).get("classes").asText();
        Files.writeString(edited, Files.readString(Path.of(shards[2])).replace(classes, "0".repeat(64)));
        assertRefused("is about other classes than", shards[0], shards[1], edited.toString());
        assertRefused("no results of a stress campaign", Files.writeString(edited, "{}").toString());
        assertRefused("no results of a stress campaign", Files.writeString(edited, "none").toString());
        assertRefused("cannot read " + folder.resolve("none-such"), folder.resolve("none-such").toString());
        assertRefused("Missing required parameter");
    }

    private void assertRefused(String message, String... files) {
        err.getBuffer().setLength(0);
        out.getBuffer().setLength(0);
        assertEquals(2, merge(files), message);
        assertTrue(err.toString().contains(message), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertFalse(out.toString().contains("operations"), out::toString);
    }
}
