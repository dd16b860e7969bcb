package org.pinfold.tools.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pinfold.tools.evidence.EvidenceFiles;
import org.pinfold.tools.matrix.Matrix;

/**
 * Checked before measured: how far the classes that are measured were checked, by the records of the project. Only
 * records about these very classes count.
 */
public final class EvidenceStamp {
    /** Every layer of every protocol, every seeded bug killed. */
    public static final String EVIDENCE = "evidence";
    /** Every layer of every protocol that {@code mvn verify} runs, every seeded bug that had its turn killed. */
    public static final String VERIFY = "verify";
    /** Neither. */
    public static final String UNCHECKED = "UNCHECKED";

    private EvidenceStamp() {
    }

    /**
     * The stamp for figures of these classes.
     *
     * @param home the project's folder
     * @param classes their digest
     * @throws IOException if there are records that cannot be read
     */
    public static String of(Path home, String classes) throws IOException {
        Path kept = home.resolve(Matrix.KEPT);
        Matrix last = Matrix.of(EvidenceFiles.leftIn(home.resolve(Matrix.LAST_RUN)));
        // The protocols are those of the library that is measured; the file's list is of the day it was kept.
        List<Matrix> sources = Files.exists(kept) ? List.of(last, Matrix.of(Matrix.read(kept).records()))
                : List.of(last);
        if (sources.stream().anyMatch(source -> source.lacking(classes).isEmpty())) {
            return EVIDENCE;
        }
        return sources.stream().anyMatch(source -> source.verified(classes)) ? VERIFY : UNCHECKED;
    }
}
