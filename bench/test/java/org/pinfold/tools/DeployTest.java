package org.pinfold.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ParseResult;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The files in {@code deploy} say what the command line understands, and shards that they start can be merged. */
class DeployTest {
    private static final Path DEPLOY = Path.of(System.getProperty("pinfold.basedir"), "deploy");
    private static final String INDEX = "$(JOB_COMPLETION_INDEX)";

    @TempDir
    private Path folder;

    /** The Job's pods as processes of this machine: what is said in the file, for a second and in another folder. */
    @Test
    void theJobsShardsRunAndAreMerged() throws IOException, InterruptedException {
        String job = Files.readString(DEPLOY.resolve("kubernetes-job.yaml"));
        int completions = Integer.parseInt(only(job, "completions: (\\d+)"));
        assertEquals("Indexed", only(job, "completionMode: (\\w+)"));
        assertEquals(completions, Integer.parseInt(only(job, "parallelism: (\\d+)")));
        List<String> command = list(job, "command");
        assertEquals(List.of("java", "-jar", "/campaign/pinfold-tools.jar"),
                command.stream().filter(part -> !part.startsWith("-Xmx")).toList());
        List<Process> pods = new ArrayList<>();
        for (int index = 0; index < completions; index++) {
            pods.add(start(forASecond(list(job, "args"), index)));
        }
        for (Process pod : pods) {
            String said = new String(pod.getInputStream().readAllBytes());
            assertEquals(0, pod.waitFor(), said);
        }
        StringWriter out = new StringWriter();
        String[] files = IntStream.range(0, completions).mapToObj(index -> folder + "/shard-" + index + ".json")
                .toArray(String[]::new);
        assertEquals(0, Pinfold.commandLine().setOut(new PrintWriter(out, true))
                .execute(with("merge", files)), out::toString);
        assertTrue(out.toString().contains(" operations, 0 violations"), out::toString);
    }

    private List<String> forASecond(List<String> arguments, int index) {
        List<String> changed = new ArrayList<>(arguments);
        changed.replaceAll(it -> it.replace(INDEX, "" + index).replace("/campaign", folder.toString()));
        changed.set(changed.indexOf("--seconds") + 1, "1");
        return changed;
    }

    private static Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-Xmx256m", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), Pinfold.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    @Test
    void theWorkflowsCommandsAreUnderstood() throws IOException {
        String workflow = Files.readString(DEPLOY.resolve("ci-matrix.yml"));
        String shards = only(workflow, "shard: \\[(.*)]");
        assertEquals("0, 1, 2, 3", shards);
        List<ParseResult> commands = commands(workflow.replace("${{ github.run_id }}", "12345")
                .replace("${{ matrix.shard }}", "3"));
        assertEquals(List.of("stress", "merge"), commands.stream().map(it -> it.commandSpec().name()).toList());
        ParseResult stress = commands.getFirst();
        assertEquals("3/4", stress.matchedOptionValue("--shard", ""));
        assertEquals(Path.of("shard-3.json"), stress.matchedOptionValue("--json", null));
        List<Path> merged = commands.getLast().matchedPositionalValue(0, List.of());
        assertEquals(List.of(0, 1, 2, 3).stream().map(shard -> Path.of("shard-" + shard + ".json")).toList(), merged);
    }

    @Test
    void theReadmesCommandsAreUnderstood() throws IOException {
        String readme = Files.readString(DEPLOY.resolve("README.md")).replace("$i", "0").replace("& done", "; done");
        List<ParseResult> commands = commands(readme);
        assertEquals(List.of("stress", "merge", "merge"),
                commands.stream().map(it -> it.commandSpec().name()).filter(name -> !name.equals("pinfold")).toList());
    }

    /** Each that begins with the launcher, up to the end of the line or of the command. */
    private static List<ParseResult> commands(String text) {
        Matcher matcher = Pattern.compile("(?<!`)\\./pinfold ([^;#&`\\n]+)").matcher(text);
        return matcher.results().map(match -> parsed(match.group(1).strip().split(" "))).toList();
    }

    private static ParseResult parsed(String... arguments) {
        ParseResult result = Pinfold.commandLine().parseArgs(arguments);
        return result.hasSubcommand() ? result.subcommand() : result;
    }

    private static String only(String text, String pattern) {
        List<MatchResult> found = Pattern.compile(pattern).matcher(text).results().toList();
        assertEquals(1, found.size(), pattern);
        return found.getFirst().group(1);
    }

    /** A list in brackets, which YAML has in common with JSON. */
    private static List<String> list(String text, String name) throws JsonProcessingException {
        return Arrays.asList(new ObjectMapper().readValue(only(text, name + ": (\\[[^\\]]*])"), String[].class));
    }

    private static String[] with(String first, String... more) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }
}
