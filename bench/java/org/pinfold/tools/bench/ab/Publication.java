package org.pinfold.tools.bench.ab;

import java.io.IOException;
import java.nio.file.Path;
import org.pinfold.tools.report.GeneratedPart;

/**
 * What of a study is kept, and shown.
 *
 * @param kept where its results are, within the project
 * @param document what shows them
 * @param part of the document
 */
record Publication(String kept, String document, GeneratedPart part) {
    /** Of a study that has this name. */
    static Publication of(String study, String kept, String document) {
        return new Publication(kept, document, new GeneratedPart("pinfold bench --ab " + study + " --write"));
    }

    /** Takes the place of what was published before. */
    void write(Path home, Report report) throws IOException {
        KeptFile.write(home.resolve(kept), report.results());
        part.write(home.resolve(document), report.markdown());
    }

    /** What the document says now. */
    String read(Path home) throws IOException {
        return part.read(home.resolve(document));
    }
}
