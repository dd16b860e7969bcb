package org.pinfold.tools.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pinfold.tools.bench.BenchFile;
import org.pinfold.tools.bench.BenchOutcome;
import org.pinfold.tools.bench.BenchResults;
import org.pinfold.tools.bench.SpeedReport;
import org.pinfold.tools.evidence.ClassesDigest;
import org.pinfold.tools.memory.MemoryOutcome;
import org.pinfold.tools.memory.MemoryReport;

/** Results that are kept with the project: all figures, the page made from them, and what its own page says of them. */
public final class Recording {
    /** Where they are kept. */
    public static final String FOLDER = "bench/results";

    /** What the names of results about speed end in; and so on. */
    public static final String SPEED = "speed";
    /** Of more threads and larger live sets. */
    public static final String GROWTH = "growth";
    /** Of memory. */
    public static final String MEMORY = "memory";

    private Recording() {
    }

    /**
     * Keeps results under a name that tells the day, the classes and the kind, instead of those that have it already.
     * If they have every main row, the project's page shows them from now on.
     *
     * @param home the project's folder
     * @param kind what was measured: {@link #SPEED} or {@link #GROWTH}
     * @return the page; the figures are in a file beside it that ends in {@code json}
     * @throws IOException if a file cannot be written, or this machine cannot draw
     */
    public static Path write(Path home, String kind, BenchOutcome outcome) throws IOException {
        BenchResults results = outcome.results();
        Path folder = Files.createDirectories(home.resolve(FOLDER));
        String name = name(results.date(), results.classes(), kind);
        Path page = folder.resolve(name + ".html");
        BenchPage.write(page, outcome);
        BenchFile.write(folder.resolve(name + ".json"), outcome);
        SpeedReport speed = new SpeedReport(results);
        if (speed.isComplete()) {
            SpeedReport.PART.write(home.resolve(SpeedReport.DOCUMENT), speed.markdown(FOLDER + "/" + name + ".html"));
        }
        return page;
    }

    /**
     * The same for what memory was taken. If every scenario has been run, the project's page shows it from now on.
     *
     * @param home the project's folder
     * @return the page
     * @throws IOException if a file cannot be written, or this machine cannot draw
     */
    public static Path write(Path home, MemoryOutcome outcome) throws IOException {
        Path folder = Files.createDirectories(home.resolve(FOLDER));
        String name = name(outcome.date(), outcome.classes(), MEMORY);
        Path page = folder.resolve(name + ".html");
        MemoryPage.write(page, outcome);
        outcome.write(folder.resolve(name + ".json"));
        MemoryReport memory = new MemoryReport(outcome);
        if (memory.isComplete()) {
            MemoryReport.PART.write(home.resolve(MemoryReport.DOCUMENT),
                    memory.markdown(FOLDER + "/" + name + ".html"));
        }
        return page;
    }

    private static String name(String date, String classes, String kind) {
        return date + "-" + ClassesDigest.brief(classes) + "-" + kind;
    }
}
