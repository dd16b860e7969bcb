package org.pinfold.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * {@code docs/migration.md} shows the sources of this package as they are, all that is marked in them, and little at a
 * time. {@code -Dmigration.write=true} writes it anew.
 */
class MigrationPageTest {
    private static final int LONGEST = 28;
    private static final int WIDEST = 110;

    @BeforeAll
    static void writeAnew() throws IOException {
        if (Boolean.getBoolean("migration.write")) {
            Files.writeString(MigrationPage.FILE, MigrationPage.written(MigrationPage.read()));
        }
    }

    @Test
    void thePageShowsWhatIsCompiled() {
        String page = MigrationPage.read();
        assertEquals(MigrationPage.written(page), page, "docs/migration.md is not what the sources say:"
                + " mvn test -Dtest=MigrationPageTest -Dmigration.write=true writes it anew");
    }

    @Test
    void everythingMarkedIsShownOnce() {
        List<String> shown = MigrationPage.parts(MigrationPage.read()).stream()
                .map(part -> part.type() + " " + part.region()).toList();
        assertEquals(shown.size(), new HashSet<>(shown).size(), "shown twice");
        assertEquals(Set.copyOf(MigrationPage.regions()), Set.copyOf(shown));
    }

    /** A piece that nobody runs would be a claim. */
    @Test
    void everyPieceHasTwoSidesThatRun() {
        List<String> pieces = Arrays.stream(Pair.values()).map(Pair::name).sorted().toList();
        assertEquals(pieces, sides("Before"));
        assertEquals(pieces, sides("After"));
    }

    private static List<String> sides(String side) {
        return MigrationPage.regions().stream().map(region -> region.split(" ")[0])
                .filter(type -> type.endsWith(side))
                .map(type -> type.substring(0, type.length() - side.length()).toUpperCase(Locale.ROOT))
                .distinct().sorted().toList();
    }

    @Test
    void piecesAreShortAndBeginAtTheMargin() {
        for (MigrationPage.Part part : MigrationPage.parts(MigrationPage.read())) {
            assertTrue(part.code().size() <= LONGEST, () -> part.type() + " has " + part.code().size() + " lines");
            assertFalse(part.code().getFirst().startsWith(" "), part.type());
            assertTrue(part.code().stream().allMatch(line -> line.length() <= WIDEST), part.type());
        }
    }

    @Test
    @Tag("canary")
    void canaryAPageThatDiffersIsNoticed() {
        String page = MigrationPage.read();
        MigrationPage.Part first = MigrationPage.parts(page).getFirst();
        String line = first.code().getFirst();
        Stream.of(line + " ", line.substring(1), "").forEach(other -> {
            String doctored = page.replace(line + "\n", other + "\n");
            assertNotEquals(page, doctored);
            assertNotEquals(doctored, MigrationPage.written(doctored));
            assertEquals(page, MigrationPage.written(doctored));
        });
        String unknown = page.replaceFirst(" " + first.region() + " -->", " no-such-region -->");
        assertThrows(AssertionError.class, () -> MigrationPage.written(unknown));
    }
}
