package org.pinfold.jcstress;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** {@code docs/memory-order.md} lists every access of the library that is weaker than volatile, with its tables. */
@DisplayName("Accesses weaker than volatile")
final class MemoryOrderTest {
    private static final Path BASE = Path.of(System.getProperty("pinfold.basedir"));
    private static final Path SOURCES = BASE.resolve("src/main/java");
    /** Anything on a VarHandle or an atomic object whose mode is weaker, and fences, which order by themselves. */
    private static final Pattern CALL = Pattern.compile("\\b(\\w+)\\.(\\w*(?:Acquire|Release|Opaque|Plain)|lazySet"
            + "|weakCompareAndSet\\w*|\\w+Fence)\\(");
    /** A constant that may be a VarHandle, used in the mode of its field. */
    private static final Pattern PLAIN = Pattern.compile("\\b([A-Z][A-Z_]+)\\.([gs]et)\\(");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([\\w$]+(?:\\.|: )[\\w$.*]+) \\| [^|]+ \\| ([^|]+) \\|$");
    /** Keeps an object reachable; orders nothing. */
    private static final String REACHABILITY = "Reference.reachabilityFence";
    private static final String NONE = "-";

    /** A line of the list. */
    private record Row(String place, List<String> tables) {
        boolean isOfACall() {
            return place.contains(": ");
        }

        boolean stands(String field) {
            return place.equals(field)
                    || place.endsWith(".*") && field.startsWith(place.substring(0, place.length() - 1));
        }
    }

    @Test
    void listsEveryWeakCall() throws IOException {
        Set<String> there = new TreeSet<>();
        for (Path file : sources()) {
            weakCalls(Files.readString(file)).forEach(call -> there.add(simpleName(file) + ": " + call));
        }
        assertEquals(List.copyOf(there), rows().stream().filter(Row::isOfACall).map(Row::place).sorted().toList());
    }

    @Test
    void weakCallsAreFound() {
        String source = """
                private static final VarHandle WORD;
                // WORD.setOpaque(this, 0);
                WORD.setVolatile(this, MAP.get(1));
                WORD.set(this, 1);
                WORD.weakCompareAndSetPlain(this, 1, (long) WORD.getOpaque(this));
                used.lazySet(1);
                VarHandle.fullFence();
                Reference.reachabilityFence(this);
                """;
        assertEquals(Set.of("WORD.set", "WORD.weakCompareAndSetPlain", "WORD.getOpaque", "used.lazySet",
                "VarHandle.fullFence"), weakCalls(source).collect(Collectors.toSet()));
    }

    private static Stream<String> weakCalls(String source) {
        String code = source.replaceAll("(?m)^\\s*(?:\\*|/\\*\\*|//).*$", "");
        return Stream.concat(CALL.matcher(code).results(),
                PLAIN.matcher(code).results().filter(call -> code.contains("VarHandle " + call.group(1))))
                .map(call -> call.group(1) + "." + call.group(2))
                .filter(call -> !call.equals(REACHABILITY));
    }

    @Test
    void listsEveryFieldThatIsPlain() throws IOException, ClassNotFoundException {
        Set<String> there = plainFields();
        List<Row> rows = rows().stream().filter(row -> !row.isOfACall()).toList();
        assertEquals(List.of(),
                there.stream().filter(field -> rows.stream().noneMatch(row -> row.stands(field))).toList(),
                "neither final nor volatile, or an array, and not in the list");
        assertEquals(List.of(),
                rows.stream().map(Row::place).filter(place -> there.stream().noneMatch(rowOf(place)::stands)).toList(),
                "no such field is plain");
    }

    @Test
    void namesTablesThatAreThere() throws IOException {
        Set<String> there = Tables.all().stream()
                .map(table -> table.getEnclosingClass().getSimpleName() + "." + table.getSimpleName())
                .collect(Collectors.toSet());
        assertEquals(List.of(), rows().stream().flatMap(row -> row.tables().stream())
                .filter(table -> !table.equals(NONE) && !there.contains(table)).toList());
    }

    private static Row rowOf(String place) {
        return new Row(place, List.of());
    }

    /** Each line of a table, apart from its head; a line that cannot be read is an error. */
    private static List<Row> rows() throws IOException {
        String text = Files.readString(BASE.resolve("docs/memory-order.md"));
        List<Row> rows = ROW.matcher(text).results()
                .map(row -> new Row(row.group(1), List.of(row.group(2).split(", ")))).toList();
        long lines = text.lines().filter(line -> line.startsWith("| ") && !line.endsWith("| table |")).count();
        assertEquals(lines, rows.size(), "a row is not well formed");
        assertEquals(rows.size(), rows.stream().map(Row::place).distinct().count(), "a place is listed twice");
        return rows;
    }

    /** Fields that are neither final nor volatile, and arrays, whose elements are neither. */
    private static Set<String> plainFields() throws IOException, ClassNotFoundException {
        Set<String> fields = new TreeSet<>();
        for (Path file : sources()) {
            String name = SOURCES.relativize(file).toString().replace(".java", "").replace('/', '.');
            withNested(Class.forName(name, false, MemoryOrderTest.class.getClassLoader()))
                    .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                    .filter(field -> !field.isSynthetic() && isPlain(field))
                    .forEach(field -> fields.add(shortName(field.getDeclaringClass()) + "." + field.getName()));
        }
        return fields;
    }

    private static boolean isPlain(Field field) {
        int modifiers = field.getModifiers();
        return field.getType().isArray() || !Modifier.isFinal(modifiers) && !Modifier.isVolatile(modifiers);
    }

    private static Stream<Class<?>> withNested(Class<?> type) {
        return Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses())
                .flatMap(MemoryOrderTest::withNested));
    }

    private static String shortName(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !simpleName(file).endsWith("-info"))
                    .sorted().toList();
        }
    }

    private static String simpleName(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }
}
