package org.pinfold.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The traces that come with the project. */
final class TraceFiles {
    private static final String FOLDER = "bench/traces";

    private TraceFiles() {
    }

    /** All of them, by name, or none. The launcher says where the project is; without it, it is the working folder. */
    static List<Path> ofProject() throws IOException {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".trace.gz")).sorted().toList();
        }
    }

    static Path folder() {
        return Path.of(System.getProperty("pinfold.home", "")).resolve(FOLDER);
    }
}
