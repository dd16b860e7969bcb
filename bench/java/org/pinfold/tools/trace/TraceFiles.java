package org.pinfold.tools.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The traces that come with the project. */
public final class TraceFiles {
    private static final String FOLDER = "bench/traces";
    private static final String ENDING = ".trace.gz";

    private TraceFiles() {
    }

    /** All of them, by name, or none. The launcher says where the project is; without it, it is the working folder. */
    public static List<Path> ofProject() throws IOException {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
        }
    }

    /** Where they are, or would be. */
    public static Path folder() {
        return Path.of(System.getProperty("pinfold.home", "")).resolve(FOLDER);
    }

    /** The one by that name, which may be missing. */
    public static Path named(String name) {
        return folder().resolve(name + ENDING);
    }
}
