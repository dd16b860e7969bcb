package org.pinfold.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every mutant applies to the sources of today, and no bug of the list is without one or a reason. */
class MutantsApplyTest {
    /** The bugs of the list that can occur in the protocols there are. */
    private static final Set<Integer> SCOPE = IntStream.concat(
            IntStream.rangeClosed(1, 46), IntStream.rangeClosed(49, 53))
            .boxed().collect(Collectors.toCollection(TreeSet::new));
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| ([^|]*) \\| ([TLJUAS-]) \\| ([^|]+) \\|$");
    private static final Pattern CONFIGURATION = Pattern.compile("(\\d+)-.*\\.cfg");

    static Stream<Mutant> all() {
        return Mutant.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void appliesAndCompiles(Mutant mutant) {
        Path classes = mutant.compile();
        for (Replacement replacement : mutant.replacements()) {
            String name = replacement.file().replace(".java", ".class");
            assertTrue(Files.isRegularFile(classes.resolve(name)), () -> mutant + " has no " + name);
        }
    }

    @Test
    void aNumberBelongsToOneMutant() {
        List<Integer> numbers = all().map(Mutant::number).toList();
        assertEquals(numbers.size(), Set.copyOf(numbers).size(), () -> "a number occurs twice in " + numbers);
    }

    @Test
    void everyBugInScopeIsSeededOrExplained() throws IOException {
        Set<Integer> known = new TreeSet<>(explained().keySet());
        all().filter(MutantsApplyTest::isKilledHere).forEach(mutant -> known.add(mutant.number()));
        Set<Integer> missing = new TreeSet<>(SCOPE);
        missing.removeAll(known);
        assertEquals(Set.of(), missing, "neither a mutant that is killed here nor a row in specs/mutants/README.md");
    }

    @Test
    void anExplanationIsGivenOnlyWhereItIsNeeded() throws IOException {
        Set<Integer> needless = new TreeSet<>(explained().keySet());
        needless.retainAll(all().filter(MutantsApplyTest::isKilledHere).map(Mutant::number).toList());
        assertEquals(Set.of(), needless, "these have a Java mutant that is killed here");
    }

    /** A bug of which there is a model has the killer T, here or in its row, and no other bug has. */
    @Test
    void theKillerTMeansAConfigurationOfThatNumber() throws IOException {
        Map<Integer, Killer> explained = explained();
        Set<Integer> claimed = new TreeSet<>();
        Set<Integer> named = new TreeSet<>(explained.keySet());
        for (Mutant mutant : Mutant.all()) {
            named.add(mutant.number());
            if (mutant.killers().contains(Killer.T)) {
                claimed.add(mutant.number());
            }
        }
        explained.forEach((number, killer) -> {
            if (killer == Killer.T) {
                claimed.add(number);
            }
        });
        named.retainAll(configured());
        assertEquals(named, claimed, "configurations of TLC, and bugs with the killer T");
    }

    private static boolean isKilledHere(Mutant mutant) {
        return mutant.killers().stream().anyMatch(killer -> killer != Killer.A);
    }

    /** The rows of the table: number and what catches it, or null. */
    private static Map<Integer, Killer> explained() throws IOException {
        Map<Integer, Killer> rows = new TreeMap<>();
        String text = Files.readString(Mutant.folder().resolve("README.md"));
        for (MatchResult row : ROW.matcher(text).results().toList()) {
            rows.put(Integer.valueOf(row.group(1)), row.group(3).equals("-") ? null : Killer.valueOf(row.group(3)));
        }
        long written = text.lines().filter(line -> line.matches("\\| *\\d.*")).count();
        assertEquals(written, rows.size(), "a row of the table is not well formed, or a number occurs twice");
        return rows;
    }

    /** The numbers of the TLC mutants. */
    private static Set<Integer> configured() throws IOException {
        try (Stream<Path> files = Files.walk(Mutant.folder())) {
            return files.map(file -> CONFIGURATION.matcher(file.getFileName().toString()))
                    .flatMap(matcher -> matcher.results())
                    .map(name -> Integer.valueOf(name.group(1)))
                    .collect(Collectors.toSet());
        }
    }
}
