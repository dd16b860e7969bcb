package org.pinfold.tools.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pinfold.tools.bench.BenchFile;
import org.pinfold.tools.bench.BenchOutcome;
import org.pinfold.tools.bench.BenchResults;
import org.pinfold.tools.bench.SpeedReport;
import org.pinfold.tools.evidence.ClassesDigest;

/** Results that are kept with the project: all figures, the page made from them, and what its own page says of them. */
public final class Recording {
    /** Where they are kept. */
    public static final String FOLDER = "bench/results";

    private Recording() {
    }

    /**
     * Keeps results under a name that tells the day, the classes and the kind, instead of those that have it already.
     * If they have every main row, the project's page shows them from now on.
     *
     * @param home the project's folder
     * @param kind what was measured, in one word
     * @return the page; the figures are in a file beside it that ends in {@code json}
     * @throws IOException if a file cannot be written, or this machine cannot draw
     */
    public static Path write(Path home, String kind, BenchOutcome outcome) throws IOException {
        Path folder = Files.createDirectories(home.resolve(FOLDER));
        BenchResults results = outcome.results();
        String name = results.date() + "-" + ClassesDigest.brief(results.classes()) + "-" + kind;
        Path page = folder.resolve(name + ".html");
        BenchPage.write(page, outcome);
        BenchFile.write(folder.resolve(name + ".json"), outcome);
        SpeedReport speed = new SpeedReport(results);
        if (speed.isComplete()) {
            SpeedReport.PART.write(home.resolve(SpeedReport.DOCUMENT), speed.markdown(FOLDER + "/" + name + ".html"));
        }
        return page;
    }
}
