package org.pinfold.tools.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pinfold.tools.bench.BenchFile;
import org.pinfold.tools.memory.MemoryOutcome;

/** The pages of the results that are kept with the project, made anew from the figures beside them. */
public final class KeptPages {
    private static final String FIGURES = ".json";

    private KeptPages() {
    }

    /**
     * Writes all of them, in the look of today.
     *
     * @param home the project's folder
     * @return the pages
     * @throws IOException if a file cannot be read or written, or this machine cannot draw
     */
    public static List<Path> write(Path home) throws IOException {
        Map<Path, Page> pages = of(home);
        for (Map.Entry<Path, Page> it : pages.entrySet()) {
            it.getValue().write(it.getKey());
        }
        return List.copyOf(pages.keySet());
    }

    static Map<Path, Page> of(Path home) throws IOException {
        Map<Path, Page> pages = new TreeMap<>();
        try (Stream<Path> files = Files.list(home.resolve(Recording.FOLDER))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                Path page = file.resolveSibling(name.replace(FIGURES, ".html"));
                if (name.endsWith(Recording.MEMORY + FIGURES)) {
                    pages.put(page, MemoryPage.of(MemoryOutcome.read(file)));
                } else if (name.endsWith(Recording.SPEED + FIGURES) || name.endsWith(Recording.GROWTH + FIGURES)) {
                    pages.put(page, BenchPage.of(BenchFile.outcome(file)));
                }
            }
        }
        return pages;
    }
}
