package org.pinfold.tools.bench.fork;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An archive of loaded classes, which the first fork leaves to the others: half of what a short fork takes is loading
 * them. What is compiled, and how, is each fork's own. The virtual machine can do it where all classes are in jars.
 */
final class SharedClasses {
    private static final Path ARCHIVE = Path.of(System.getProperty("java.io.tmpdir"),
            "pinfold-bench-" + ProcessHandle.current().pid() + ".jsa");

    private SharedClasses() {
    }

    /** The options that a fork with {@code classPath} uses it by; none if it cannot. */
    static List<String> options(String classPath) {
        if (!Stream.of(classPath.split(File.pathSeparator)).allMatch(entry -> entry.endsWith(".jar"))) {
            return List.of();
        }
        ARCHIVE.toFile().deleteOnExit();
        return List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + ARCHIVE);
    }
}
