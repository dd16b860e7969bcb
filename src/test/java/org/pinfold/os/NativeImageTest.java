package org.pinfold.os;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What the jar tells GraalVM's native-image of foreign calls is what the sources have; no image is built here. */
class NativeImageTest {
    private static final Path SOURCES = Path.of(System.getProperty("pinfold.basedir"), "src/main/java");
    private static final Path METADATA = Path.of(System.getProperty("pinfold.classes"),
            "META-INF/native-image/org.pinfold/pinfold/reachability-metadata.json");
    private static final Pattern DESCRIPTOR = Pattern.compile("FunctionDescriptor\\.(of|ofVoid)\\(([^()]*)\\)");

    private static List<Path> callers() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(Files::isRegularFile).filter(file -> read(file).contains("nativeLinker()")).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The calls of one source: all of them have the same options. */
    private static Stream<String> calls(Path source) {
        String text = read(source);
        String kind = text.contains("upcallStub(") ? "up" : "down";
        String options = text.contains("captureCallState(") ? " captured" : text.contains("critical(false)")
                ? " critical" : "";
        return DESCRIPTOR.matcher(text).results().map(found -> kind + options + " " + types(found));
    }

    private static String types(MatchResult found) {
        List<String> layouts = Arrays.stream(found.group(2).split(",")).map(String::strip)
                .filter(layout -> !layout.isEmpty())
                .map(layout -> layout.replace("JAVA_", "j").toLowerCase()).toList();
        return found.group(1).equals("ofVoid") ? "void" + layouts
                : layouts.getFirst() + layouts.subList(1, layouts.size());
    }

    private static Stream<String> calls(JsonNode entries, String kind) {
        return entries.valueStream().map(entry -> {
            JsonNode options = entry.path("options");
            String told = options.path("captureCallState").asBoolean() ? " captured"
                    : options.has("critical") ? " critical" : "";
            return kind + told + " " + entry.get("returnType").asText()
                    + entry.get("parameterTypes").valueStream().map(JsonNode::asText).toList();
        });
    }

    @Test
    void theMetadataHasEachCallOfTheSources() throws IOException {
        Set<String> called = callers().stream().flatMap(NativeImageTest::calls)
                .collect(Collectors.toCollection(TreeSet::new));
        JsonNode foreign = new ObjectMapper().readTree(METADATA.toFile()).get("foreign");
        List<String> told = Stream.concat(calls(foreign.get("downcalls"), "down"), calls(foreign.get("upcalls"), "up"))
                .sorted().toList();
        assertEquals(List.copyOf(called), told);
    }

    @Test
    void theSourcesThatCallAreThese() throws IOException {
        assertEquals(Set.of("LinuxPosix.java", "PointerFunction.java", "Processor.java", "SystemMalloc.java"),
                callers().stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
    }
}
