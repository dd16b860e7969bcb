package org.pinfold.jcstress;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jcstress.annotations.Outcome;
import org.pinfold.protocol.PinGuard;
import org.pinfold.protocol.SlabWord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** Every pair of operations that can race has its table. */
@DisplayName("Races and their tables")
final class RacesTest {
    private static final Path SOURCES =
            Path.of(System.getProperty("pinfold.basedir"), "src/main/java/org/pinfold/protocol");
    /** What a static method works on, if it is an operation: it has no word of its own. */
    private static final Set<Class<?>> SHARED = Set.of(SlabWord.class, byte[].class);

    static Stream<Class<?>> matrices() {
        return Tables.holders().stream().filter(holder -> holder.isAnnotationPresent(Operations.class));
    }

    @Test
    void everyProtocolHasItsOperationsNamedOnce() throws IOException, ClassNotFoundException {
        List<String> named = matrices().map(RacesTest::operations).flatMap(each -> Arrays.stream(each.of()))
                .map(Class::getSimpleName).sorted().toList();
        assertEquals(protocols(), named);
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void namesAllPublicOperations(Class<?> matrix) {
        Operations operations = operations(matrix);
        List<String> named = new ArrayList<>();
        Stream.of(operations.changes(), operations.looks(), operations.constants())
                .forEach(names -> named.addAll(List.of(names)));
        Set<String> there = Arrays.stream(operations.of()).flatMap(RacesTest::declared)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(List.copyOf(there), named.stream().sorted().toList());
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void everyPairHasATableOrAReasonAndNotBoth(Class<?> matrix) {
        assertEquals(List.of(), unsettled(matrix));
    }

    /** A matrix that is broken on purpose. */
    @Operations(of = PinGuard.class, changes = {"tryPin", "invented"}, looks = "generation")
    @Apart(first = "tryPin", second = "generation", because = "there is a table")
    private static final class Broken {
    }

    @Test
    void brokenMatrixIsReported() {
        assertEquals(List.of("generation and invented: no table",
                "generation and tryPin: a table, and a reason for none",
                "invented and invented: no table", "invented and tryPin: no table"), unsettled(Broken.class));
    }

    private static List<String> unsettled(Class<?> matrix) {
        Set<Pair> races = races(operations(matrix));
        Set<Pair> apart = apart(matrix);
        return pairs(operations(matrix)).stream()
                .filter(pair -> races.contains(pair) == apart.contains(pair))
                .map(pair -> pair + (races.contains(pair) ? ": a table, and a reason for none" : ": no table"))
                .sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void racesAndReasonsNameOperations(Class<?> matrix) {
        Set<Pair> possible = pairs(operations(matrix));
        Set<Pair> named = races(operations(matrix));
        assertFalse(named.isEmpty(), "no table");
        named.addAll(apart(matrix));
        named.removeAll(possible);
        assertEquals(Set.of(), named, "not two operations of which one changes something");
    }

    /** A table judges what nobody thought of as forbidden, gives its reasons, and belongs to a matrix. */
    @Test
    void everyTableOfAProtocolGivesItsReasons() {
        for (Class<?> table : Tables.all()) {
            Outcome[] outcomes = table.getAnnotationsByType(Outcome.class);
            assertNotEquals(0, outcomes.length, table.getName());
            assertEquals("", String.join("", outcomes[outcomes.length - 1].id()), table + " does not judge all others");
            assertEquals(List.of(), Arrays.stream(outcomes).filter(outcome -> outcome.desc().isBlank()).toList(),
                    table.getName());
            if (isOfAProtocol(table)) {
                assertEquals(1, matrices().filter(matrix -> belongs(table, operations(matrix))).count(),
                        table.getName());
                assertEquals(1, table.getAnnotationsByType(Race.class).length, table + " does not say what races");
            }
        }
    }

    private static boolean isOfAProtocol(Class<?> table) {
        return table.getPackage().equals(SlabWord.class.getPackage());
    }

    /** Two operations, in the order of their names. */
    private record Pair(String one, String other) {
        static Pair of(String first, String second) {
            return first.compareTo(second) <= 0 ? new Pair(first, second) : new Pair(second, first);
        }

        static Set<Pair> product(String[] first, String[] second) {
            return Arrays.stream(first).flatMap(one -> Arrays.stream(second).map(other -> of(one, other)))
                    .collect(Collectors.toCollection(HashSet::new));
        }

        @Override
        public String toString() {
            return one + " and " + other;
        }
    }

    /** All pairs of which at least one changes something. */
    private static Set<Pair> pairs(Operations operations) {
        Set<Pair> pairs = Pair.product(operations.changes(), operations.changes());
        pairs.addAll(Pair.product(operations.changes(), operations.looks()));
        return pairs;
    }

    private static Set<Pair> races(Operations operations) {
        return Tables.all().stream().filter(table -> belongs(table, operations))
                .map(table -> table.getAnnotation(Race.class))
                .flatMap(race -> Pair.product(race.first(), race.second()).stream())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<Pair> apart(Class<?> matrix) {
        return Arrays.stream(matrix.getAnnotationsByType(Apart.class))
                .flatMap(apart -> Pair.product(apart.first(), apart.second()).stream())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean belongs(Class<?> table, Operations operations) {
        String holder = table.getEnclosingClass().getName();
        return Arrays.stream(operations.of()).anyMatch(protocol -> holder.startsWith(protocol.getName()));
    }

    private static Operations operations(Class<?> matrix) {
        return matrix.getAnnotation(Operations.class);
    }

    /** The public methods of this protocol that could touch a shared word. */
    private static Stream<String> declared(Class<?> protocol) {
        return Arrays.stream(protocol.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) || takesSharedState(method))
                .map(Method::getName);
    }

    private static boolean takesSharedState(Method method) {
        return Arrays.stream(method.getParameterTypes()).anyMatch(SHARED::contains);
    }

    /** The classes of the package with operations: not enums, which are values. */
    private static List<String> protocols() throws IOException, ClassNotFoundException {
        List<String> protocols = new ArrayList<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                if (!name.equals("package-info")
                        && !Class.forName(SlabWord.class.getPackageName() + "." + name).isEnum()) {
                    protocols.add(name);
                }
            }
        }
        return protocols;
    }
}
