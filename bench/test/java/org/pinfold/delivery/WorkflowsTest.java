package org.pinfold.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.tools.Pinfold;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the workflows, and the guide to releases, tell people and machines to run is there to be run. */
class WorkflowsTest {
    private static final Path WORKFLOWS = Delivered.BASE.resolve(".github/workflows");
    private static final Set<String> PROFILES = Set.copyOf(Delivered.find(Delivered.POM, "//profile/id"));
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^(?: +run: |   )((?:mvn|\\./pinfold|\\.ci/)[^\\n#]*)");

    static Stream<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(WORKFLOWS)) {
            return files.sorted().toList().stream();
        }
    }

    static Stream<Path> files() throws IOException {
        return Stream.concat(workflows(), Stream.of(Delivered.BASE.resolve("docs/releasing.md")));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void actionsAreOfOneVersionAndNothingIsSecret(Path file) throws IOException {
        String text = Files.readString(file);
        List<String> uses = found(Pattern.compile("uses: .*"), text);
        assertFalse(uses.isEmpty());
        assertEquals(List.of(), uses.stream()
                .filter(it -> !it.matches("uses: actions/[a-z-]+@v\\d+\\.\\d+\\.\\d+")).toList());
        assertFalse(text.contains("secrets."), "a secret");
        assertEquals(List.of("permissions:\n  contents: read\n"),
                found(Pattern.compile("permissions:\\n(?:  .*\\n)*"), text));
    }

    @ParameterizedTest
    @MethodSource("files")
    void commandsAreThereToBeRun(Path file) throws IOException {
        List<String> commands = COMMAND.matcher(Files.readString(file)).results()
                .map(match -> match.group(1).strip()).toList();
        assertTrue(commands.size() >= 2, commands::toString);
        commands.forEach(command -> assertDoesNotThrow(() -> look(command), command));
    }

    /** Looks for what a command names: a script, an option of the tools, a profile. */
    private static void look(String command) {
        String[] words = command.split("\\s+");
        switch (words[0]) {
            case "mvn" -> found(Pattern.compile("(?<= -P)[^ ]+"), command).stream()
                    .flatMap(names -> Stream.of(names.split(",")))
                    .forEach(name -> assertTrue(PROFILES.contains(name), "no profile " + name));
            case "./pinfold" -> Pinfold.commandLine().parseArgs(List.of(words).subList(1, words.length)
                    .toArray(String[]::new));
            default -> assertTrue(Files.isExecutable(Delivered.BASE.resolve(words[0])), "no script " + words[0]);
        }
    }

    @Test
    void whatIsNotThereIsMissed() {
        assertThrows(AssertionError.class, () -> look("mvn verify -Pevidence,none"));
        assertThrows(AssertionError.class, () -> look(".ci/none"));
        assertThrows(RuntimeException.class, () -> look("./pinfold evidence --none"));
    }
}
