package org.pinfold.tools.bench.ab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the document says of the guards is what the kept results say: nobody types it. */
class GuardsTest {
    private static final Path HOME = Path.of(System.getProperty("pinfold.basedir"));

    @Test
    void theTableIsMadeFromTheKeptResults() throws IOException {
        assertEquals(new AbReport(kept()).markdown(), Studies.MECHANISMS.publication().read(HOME),
                MechanismStudy.DOCUMENT + " is out of date; `./pinfold bench --ab all --write` writes it");
    }

    @Test
    void theKeptResultsHaveEveryMechanismUnderEveryLoadAndSawWhatWasSlow() throws IOException {
        assertEquals(Arrays.stream(Mechanism.values()).map(Mechanism::option).toList(),
                kept().comparisons().stream().map(Comparison::contrast).distinct().toList());
        assertEquals(Arrays.stream(Mechanism.values()).mapToInt(each -> each.loads().size()).sum(),
                kept().comparisons().size());
        assertEquals(0, kept().blind().size());
        assertTrue(kept().pairs() >= 30);
    }

    private static AbResults kept() throws IOException {
        return AbResults.read(HOME.resolve(MechanismStudy.KEPT));
    }
}
