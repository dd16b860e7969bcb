package org.pinfold.tools.bench.ab;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the decision about learning says is what the kept results say: nobody types it. */
class LearningTest {
    private static final Path HOME = Path.of(System.getProperty("pinfold.basedir"));

    @Test
    void theTableIsMadeFromTheKeptResults() throws IOException {
        assertEquals(new LearningReport(kept()).markdown(), Studies.LEARNING.publication().read(HOME),
                LearningStudy.DOCUMENT + " is out of date; `./pinfold bench --ab learning --write` writes it");
    }

    @Test
    void theKeptResultsHaveEveryLoadAndSawWhatWasSlow() throws IOException {
        assertEquals(Load.OF_LEARNING.stream().map(Load::label).toList(),
                kept().time().comparisons().stream().map(Comparison::load).toList());
        assertEquals(0, kept().time().blind().size());
        assertTrue(kept().time().pairs() >= 30);
    }

    private static LearningResults kept() throws IOException {
        return LearningResults.read(HOME.resolve(LearningStudy.KEPT));
    }
}
