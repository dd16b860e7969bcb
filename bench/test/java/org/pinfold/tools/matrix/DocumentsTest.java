package org.pinfold.tools.matrix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.pinfold.tools.evidence.EvidenceRecord;
import org.pinfold.tools.evidence.LibraryClasses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the documents say was checked is what the kept records say: nobody types it. */
class DocumentsTest {
    private static final Path HOME = Path.of(System.getProperty("pinfold.basedir"));

    @Test
    void theirGeneratedPartIsMadeFromTheKeptRecords() throws IOException {
        for (String document : MatrixReport.DOCUMENTS) {
            assertEquals(new MatrixReport(kept()).markdown(), MatrixReport.PART.read(HOME.resolve(document)),
                    document + " is out of date; `./pinfold evidence --write` writes it");
        }
    }

    @Test
    void theKeptRecordsNameEveryProtocol() throws IOException {
        List<String> protocols = LibraryClasses.protocols();
        assertTrue(protocols.size() >= 11, protocols::toString);
        Set<String> missing = new TreeSet<>(protocols);
        assertEquals(protocols, kept().protocols());
        kept().records().stream().map(EvidenceRecord::subject).forEach(missing::remove);
        assertEquals(Set.of(), missing, "protocols without a record in " + Matrix.KEPT);
    }

    private static Matrix kept() throws IOException {
        return Matrix.read(HOME.resolve(Matrix.KEPT));
    }
}
