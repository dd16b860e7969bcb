package org.pinfold.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What {@code docs/porting.md} sets as code is there: files, classes and their members, commands. */
class PortingTest {
    private static final Path ROOT = Path.of(System.getProperty("pinfold.basedir"));
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    /** Words that are neither files nor classes. */
    private static final Set<String> WORDS =
            Set.of("code", "org.pinfold.backing", "ARENA", "MMAP", "SYSTEM", "AUTO", "arenas", "mapped", "limit",
                    "calloc", "org.pinfold", "./pinfold memory", "IllegalArgumentException");

    private final Map<String, List<Path>> files = files();

    private static Map<String, List<Path>> files() {
        Map<String, List<Path>> files = new TreeMap<>();
        for (String folder : List.of("src", "docs", "specs")) {
            try (Stream<Path> found = Files.walk(ROOT.resolve(folder))) {
                found.filter(Files::isRegularFile).forEach(file -> files.merge(file.getFileName().toString(),
                        List.of(file), (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return files;
    }

    private boolean exists(String code) {
        if (WORDS.contains(code) || Files.exists(ROOT.resolve(code)) || files.containsKey(code)) {
            return true;
        }
        if (code.startsWith("mvn verify")) {
            return Pattern.compile("'([^']*)'").matcher(code).results().flatMap(names -> Stream.of(names.group(1)
                    .split(","))).allMatch(name -> files.keySet().stream()
                    .anyMatch(file -> file.matches(name.replace("*", ".*") + "\\.java")));
        }
        String[] parts = code.split("#");
        return parts.length == 1 && hasMember("MemorySource", code)
                || files.containsKey(parts[0] + ".java") && (parts.length == 1 || hasMember(parts[0], parts[1]));
    }

    /** Declared at the depth of members, or in a record's head: before a bracket, a comma or an equals sign. */
    private boolean hasMember(String type, String member) {
        Pattern declared = Pattern.compile("(?m)^    (?:.*[ .])?" + Pattern.quote(member) + "(?:\\(| =|,)");
        return files.getOrDefault(type + ".java", List.of()).stream().anyMatch(file -> {
            try {
                return declared.matcher(Files.readString(file)).find();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void whatItNamesIsThere() throws IOException {
        Set<String> missing = new TreeSet<>();
        List<String> named = CODE.matcher(Files.readString(ROOT.resolve("docs/porting.md"))).results()
                .map(code -> code.group(1).replaceAll("\\s+", " ")).toList();
        named.stream().filter(code -> !exists(code)).forEach(missing::add);
        assertEquals(Set.of(), missing);
        assertTrue(named.size() > 100, () -> named.size() + " names");
    }

    @Test
    void canary_whatIsNotThereIsMissed() {
        for (String none : List.of("WinSource", "MmapSource#none", "docs/none.md", "none", "Source#commit",
                "mvn verify -Dtest='None*Test'")) {
            assertEquals(false, exists(none), none);
        }
    }

    /** Each operation has its row. */
    @Test
    void eachOperationIsExplained() throws IOException {
        String text = Files.readString(ROOT.resolve("docs/porting.md"));
        String contract = text.substring(text.indexOf("## The contract"), text.indexOf("### "));
        Set<String> explained = new TreeSet<>();
        contract.lines().filter(line -> line.startsWith("| `")).map(line -> line.split("\\|")[1])
                .forEach(cell -> CODE.matcher(cell).results().forEach(name -> explained.add(name.group(1))));
        Set<String> operations = new TreeSet<>();
        Stream.of(MemorySource.class.getDeclaredMethods()).filter(method -> !method.isSynthetic())
                .forEach(method -> operations.add(method.getName()));
        assertEquals(operations, explained);
    }
}
