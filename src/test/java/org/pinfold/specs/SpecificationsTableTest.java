package org.pinfold.specs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.pinfold.evidence.Tier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * The table of models in {@code specs/README.md}: a row a module. What a row quotes stands in the module or in one of
 * its configurations; what its last cell quotes are all the temporal properties that are checked, no more and no less.
 */
class SpecificationsTableTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z]\\w+)` \\|(.*)\\|([^|]*)\\|$");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern PROPERTY = Pattern.compile("(?m)^PROPERTY (\\w+)");

    private record Row(String module, String facts, String promises) {
        static List<Row> all() {
            return ROW.matcher(text(TlcSettings.SPECS.resolve("README.md"))).results()
                    .map(row -> new Row(row.group(1), row.group(2), row.group(3))).toList();
        }

        /** What is wrong with it. */
        List<String> errors() {
            List<Specification> configurations = Specification.models().stream()
                    .filter(each -> each.protocol().equals(module) && each.isDueIn(Tier.EVIDENCE)).toList();
            String model = text(configurations.getFirst().module());
            String checked = configurations.stream().map(each -> text(each.configuration()))
                    .collect(Collectors.joining("\n"));
            Set<String> promised = new TreeSet<>();
            PROPERTY.matcher(checked).results().map(property -> property.group(1))
                    .filter(name -> isTemporal(model, name)).forEach(promised::add);
            Stream<String> unfounded = quoted(facts).stream()
                    .filter(fact -> !model.contains(fact) && !checked.contains(fact))
                    .map(fact -> "says " + fact);
            Stream<String> different = promised.equals(quoted(promises)) ? Stream.of()
                    : Stream.of("promises " + quoted(promises) + ", checked are " + promised);
            return Stream.concat(unfounded, different).toList();
        }
    }

    @Test
    void everyModuleHasARow() {
        assertEquals(Specification.models().stream().map(Specification::protocol).distinct().toList(),
                Row.all().stream().map(Row::module).toList());
    }

    @TestFactory
    Stream<DynamicTest> rowTellsWhatIsThere() {
        return Row.all().stream().map(row -> dynamicTest(row.module(), () -> assertEquals(List.of(), row.errors())));
    }

    /** If these pass, the other verdicts count for nothing. */
    @Test
    void doctoredRowIsNoticed() {
        Row row = Row.all().getFirst();
        assertNotEquals(List.of(), new Row(row.module(), " `NoSuchConstant = 7` ", row.promises()).errors());
        assertNotEquals(List.of(), new Row(row.module(), row.facts(), " `NoSuchPromise` ").errors());
    }

    private static Set<String> quoted(String cells) {
        return QUOTED.matcher(cells).results().map(quote -> quote.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether it says what happens in the end, not only what never happens. */
    private static boolean isTemporal(String model, String property) {
        Matcher definition = Pattern.compile("(?s)\\n" + property + " ==(.*?)\\n[\\w=]").matcher(model);
        if (!definition.find()) {
            throw new AssertionError(property + " is not defined");
        }
        return definition.group(1).contains("~>") || definition.group(1).contains("<>");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }
}
