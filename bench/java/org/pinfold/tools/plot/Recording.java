package org.pinfold.tools.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pinfold.tools.bench.BenchResults;
import org.pinfold.tools.evidence.ClassesDigest;

/** Results that are kept with the project: all figures, and the page made from them. */
public final class Recording {
    /** Where they are kept. */
    public static final String FOLDER = "bench/results";

    /** Writes all figures to a file. */
    @FunctionalInterface
    public interface JsonWriter {
        /** Makes the file. */
        void write(Path file) throws IOException;
    }

    private Recording() {
    }

    /**
     * Keeps results under a name that tells the day and the classes, instead of those that have it already.
     *
     * @param home the project's folder
     * @param json writes the figures
     * @return the page; the figures are in a file beside it that ends in {@code json}
     * @throws IOException if a file cannot be written, or this machine cannot draw
     */
    public static Path write(Path home, BenchResults results, JsonWriter json) throws IOException {
        Path folder = Files.createDirectories(home.resolve(FOLDER));
        String name = results.date() + "-" + ClassesDigest.brief(results.classes());
        Path page = folder.resolve(name + ".html");
        BenchPage.write(page, results);
        json.write(folder.resolve(name + ".json"));
        return page;
    }
}
