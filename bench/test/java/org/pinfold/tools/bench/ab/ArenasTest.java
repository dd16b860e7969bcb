package org.pinfold.tools.bench.ab;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the document on arenas says is what the kept results say. */
class ArenasTest {
    private static final Path HOME = Path.of(System.getProperty("pinfold.basedir"));

    @Test
    void theTableIsMadeFromTheKeptResults() throws IOException {
        assertEquals(new ArenasReport(kept()).markdown(), Studies.ARENAS.publication().read(HOME),
                ArenasStudy.DOCUMENT + " is out of date; `./pinfold bench --ab arenas --write` writes it");
    }

    @Test
    void theKeptResultsHaveEveryLoadAndSawWhatWasSlow() throws IOException {
        assertEquals(Load.OF_ARENAS.stream().map(Load::label).toList(),
                kept().comparisons().stream().map(Comparison::load).toList());
        assertEquals(0, kept().blind().size());
        assertTrue(kept().pairs() >= 30);
    }

    private static AbResults kept() throws IOException {
        return AbResults.read(HOME.resolve(ArenasStudy.KEPT));
    }
}
