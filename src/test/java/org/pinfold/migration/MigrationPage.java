package org.pinfold.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code docs/migration.md}: prose, and between marks the regions of the sources in this package. */
final class MigrationPage {
    static final Path FILE = Path.of(System.getProperty("pinfold.basedir"), "docs", "migration.md");

    private static final Path SOURCES =
            Path.of(System.getProperty("pinfold.basedir"), "src/test/java/org/pinfold/migration");
    private static final Pattern PART =
            Pattern.compile("(?s)(<!-- begin: (\\w+) ([\\w-]+) -->\n)(.*?)(<!-- end -->\n)");

    private MigrationPage() {
    }

    /** A region that the page shows, and what stands there. */
    record Part(String type, String region, String text) {
        List<String> code() {
            return text.lines().filter(line -> !line.startsWith("```")).toList();
        }
    }

    static String read() {
        return text(FILE);
    }

    static List<Part> parts(String page) {
        return PART.matcher(page).results().map(part -> new Part(part.group(2), part.group(3), part.group(4))).toList();
    }

    /** The page with every part as its source has it. */
    static String written(String page) {
        return PART.matcher(page).replaceAll(part -> Matcher.quoteReplacement(part.group(1)
                + "```java\n" + region(text(SOURCES.resolve(part.group(2) + ".java")), part.group(3)) + "```\n"
                + part.group(5)));
    }

    /** What stands between the marks of a region, without the indentation that all of it has. */
    static String region(String source, String name) {
        Matcher marked = Pattern.compile("(?s)\n *// region " + name + "\n(.*?) *// endregion\n").matcher(source);
        if (!marked.find()) {
            throw new AssertionError("no region " + name);
        }
        return marked.group(1).stripTrailing().stripIndent() + "\n";
    }

    /** All regions that there are, as {@code Type region}. */
    static List<String> regions() {
        Pattern mark = Pattern.compile("// region ([\\w-]+)\n");
        try (var files = Files.list(SOURCES)) {
            return files.sorted().flatMap(file -> mark.matcher(text(file)).results().map(region ->
                    file.getFileName().toString().replace(".java", " ") + region.group(1))).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }
}
