package org.pinfold.tools.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Other programs that measuring takes, where they are installed. */
public final class Programs {
    private Programs() {
    }

    /** The variable PATH; empty if there is none. */
    public static String path() {
        return Optional.ofNullable(System.getenv("PATH")).orElse("");
    }

    /** The first program with the first of these names that there is in the folders of {@code path}. */
    public static Optional<Path> find(String path, List<String> names) {
        List<Path> folders = Arrays.stream(path.split(File.pathSeparator)).filter(name -> !name.isEmpty())
                .map(Path::of).toList();
        return names.stream().flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file)).findFirst();
    }
}
