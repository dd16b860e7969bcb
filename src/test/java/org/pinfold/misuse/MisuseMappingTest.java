package org.pinfold.misuse;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * {@code docs/misuse.md}, {@code SECURITY.md} and {@code docs/migration.md} name tests that are there and run; each row
 * of the first has a test, or says why not; and the cases of other suites are all there, by their own names.
 */
class MisuseMappingTest {
    private static final Path ROOT = Path.of(System.getProperty("pinfold.basedir"));
    private static final Path CLASSES = Path.of(System.getProperty("pinfold.test.classes"));
    private static final Pattern ROW = Pattern.compile("\\| (.*) \\| (.*) \\|(.*)\\|");
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern REASON = Pattern.compile("cannot occur: .+");

    /** How many rows there are of what is Pinfold's own, by section. */
    private static final Map<String, Integer> OWN =
            Map.of("Always", 23, "With `hardened(true)`", 10,
            "With `guardedSampling` and `leakTracking`", 6, "Edges of the virtual machine", 10);
    private static final Map<String, List<String>> OTHERS = Map.of(
            "The cases of hardened_malloc", OtherSuites.HARDENED_MALLOC,
            "The cases of mimalloc-bench", OtherSuites.MIMALLOC_BENCH);

    private record Row(String what, String tests, String remark) {
        /** What is wrong with it, whatever it is about. */
        List<String> errors() {
            List<String> errors = new ArrayList<>(wrongTests(tests));
            boolean explained = REASON.matcher(remark).matches();
            if (tests.equals("-") != explained) {
                errors.add(what + ": either a test or a reason");
            } else if (!explained && !TEST.matcher(tests).find()) {
                errors.add(what + ": no test in " + tests);
            }
            return errors;
        }
    }

    private static String page(String name) {
        try {
            return Files.readString(ROOT.resolve(name));
        } catch (IOException e) {
            throw new AssertionError("cannot read " + name, e);
        }
    }

    /** The rows of a section, but for its head. */
    private static List<Row> rows(String section) {
        String text = page("docs/misuse.md");
        int from = text.indexOf("\n## " + section + "\n");
        assertTrue(from >= 0, "no section " + section);
        int to = text.indexOf("\n## ", from + 1);
        return text.substring(from, to < 0 ? text.length() : to).lines()
                .filter(line -> line.startsWith("|") && !line.startsWith("|---")).skip(1).map(line -> {
                    Matcher row = ROW.matcher(line);
                    assertTrue(row.matches(), line);
                    return new Row(row.group(1), row.group(2), row.group(3).strip());
                }).toList();
    }

    /** What is wrong with the tests that a text names. */
    private static List<String> wrongTests(String text) {
        return TEST.matcher(text).results().map(test -> wrong(test.group(1), test.group(2)))
                .filter(error -> !error.isEmpty()).toList();
    }

    private static String wrong(String className, String method) {
        List<Class<?>> found = classes(className);
        if (found.size() != 1) {
            return className + ": " + found.size() + " such classes";
        }
        Class<?> type = found.getFirst();
        if (!type.getSimpleName().endsWith("Test") && !InVmTest.TESTS.containsKey(type)) {
            return className + ": nothing runs it";
        }
        boolean isTest = Arrays.stream(type.getDeclaredMethods()).anyMatch(each -> each.getName().equals(method)
                && AnnotationSupport.isAnnotated(each, Testable.class));
        return isTest && !Modifier.isAbstract(type.getModifiers()) ? "" : className + "#" + method + ": no such test";
    }

    private static List<Class<?>> classes(String name) {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(file -> file.getFileName().toString().equals(name + ".class"))
                    .<Class<?>>map(MisuseMappingTest::load).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Class<?> load(Path file) {
        String path = CLASSES.relativize(file).toString();
        try {
            return Class.forName(path.substring(0, path.length() - ".class".length()).replace('/', '.'), false,
                    MisuseMappingTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** Names that are not theirs, are missing, or stand there twice. */
    private static Set<String> wrongNames(List<Row> rows, List<String> names) {
        Set<String> wrong = new TreeSet<>();
        Set<String> missing = new HashSet<>(names);
        for (Row row : rows) {
            if (!missing.remove(row.what().replace("`", ""))) {
                wrong.add(row.what());
            }
        }
        wrong.addAll(missing);
        return wrong;
    }

    @Test
    void everyLineHasATest() {
        OWN.forEach((section, lines) -> {
            List<Row> rows = rows(section);
            assertEquals(lines, rows.size(), section);
            assertEquals(List.of(), rows.stream().flatMap(row -> row.errors().stream()).toList(), section);
            assertTrue(rows.stream().noneMatch(row -> row.tests().equals("-")), section);
        });
    }

    @Test
    void everyCaseOfOthersHasATestOrAReason() {
        OTHERS.forEach((section, names) -> {
            List<Row> rows = rows(section);
            assertEquals(List.of(), rows.stream().flatMap(row -> row.errors().stream()).toList(), section);
            assertEquals(Set.of(), wrongNames(rows, names), section);
        });
    }

    @Test
    void thereAreAsManyAsTheSuitesHave() {
        assertEquals(51, Set.copyOf(OtherSuites.HARDENED_MALLOC).size());
        assertEquals(42, Set.copyOf(OtherSuites.MIMALLOC_BENCH).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SECURITY.md", "docs/misuse.md", "docs/migration.md"})
    void testsThatAPageNamesAreThereAndRun(String page) {
        assertTrue(TEST.matcher(page(page)).results().count() > 20, page);
        assertEquals(List.of(), wrongTests(page(page)));
    }

    /** A class of tests that nothing names and that is no Test runs nowhere. */
    @Test
    void everyClassInAVmIsStarted() throws IOException {
        try (Stream<Path> files = Files.list(CLASSES.resolve("org/pinfold/misuse"))) {
            assertEquals(InVmTest.TESTS.size(),
                    files.filter(file -> file.getFileName().toString().matches("\\w+InVm\\.class")).count());
        }
    }

    @Test
    @Tag("canary")
    void canaryDoctoredRowsAreRejected() {
        Row row = rows("The cases of mimalloc-bench").getFirst();
        assertEquals(List.of(), row.errors());
        for (String tests : new String[] {"`DoubleFreeTest#noSuchTest`", "`NoSuchTest#atOnce`", "`Setup#open`",
            "`HardenedHeap#open`", "`InVmTest#vm`", "-", "none"}) {
            assertNotEquals(List.of(), new Row(row.what(), tests, "").errors(), tests);
        }
        assertNotEquals(List.of(), new Row(row.what(), row.tests(), "cannot occur: here it does").errors());
        List<Row> rows = List.of(row, row, new Row("`no_such_case`", row.tests(), ""));
        assertEquals(Set.of(row.what(), "`no_such_case`", "missing"),
                wrongNames(rows, List.of(row.what().replace("`", ""), "missing")));
    }
}
