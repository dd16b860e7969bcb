package org.pinfold.tools.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinfold.tools.bench.BenchFile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The pages of recorded results are those that today's tools make of the figures beside them. */
class KeptPagesTest {
    private static final Path HOME = Path.of(System.getProperty("pinfold.basedir"));
    private static final int AT_LEAST = 3;
    private static Map<Path, Page> pages;

    @BeforeAll
    static void makeThem() throws IOException {
        pages = KeptPages.of(HOME);
    }

    @Test
    void theyAreMadeOfTheFiguresBesideThem() throws IOException {
        assertTrue(pages.size() >= AT_LEAST, pages.keySet()::toString);
        for (Map.Entry<Path, Page> it : pages.entrySet()) {
            String kept = Files.readString(it.getKey());
            String made = it.getValue().html();
            assertEquals(Html.withoutPictures(made), Html.withoutPictures(kept),
                    it.getKey() + " is out of date; `./pinfold pages` writes it");
            assertEquals(Html.pictures(made).size(), Html.pictures(kept).size());
        }
    }

    @Test
    void theyNeedNothingElseAndHaveTheColoursOfToday() throws IOException {
        for (Path page : pages.keySet()) {
            String kept = Files.readString(page);
            Html.assertNeedsNothingElse(kept);
            Html.assertOnlyColoursOfInk(kept);
        }
    }

    @Test
    void aPageThatIsOutOfDateIsWrittenAnew(@TempDir Path home) throws IOException {
        Path folder = Files.createDirectories(home.resolve(Recording.FOLDER));
        BenchFile.write(folder.resolve("a-day-speed.json"), MadeUpResults.outcome("verify"));
        Files.writeString(folder.resolve("guards.json"), "{}");
        Path page = Files.writeString(folder.resolve("a-day-speed.html"), "old");
        assertEquals(List.of(page), KeptPages.write(home));
        assertEquals(BenchPage.of(MadeUpResults.outcome("verify")).html(), Files.readString(page),
                "with its system calls and the bounds of its day");
    }

    @Test
    @Tag("canary")
    void canaryAFigureThatWasChangedIsFound() throws IOException {
        String kept = Files.readString(pages.keySet().iterator().next());
        String changed = kept.replaceFirst("<td>[0-9]", "<td>x");
        assertNotEquals(Html.withoutPictures(kept), Html.withoutPictures(changed));
    }
}
