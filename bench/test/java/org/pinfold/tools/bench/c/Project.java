package org.pinfold.tools.bench.c;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The project's own loops, compiled; tests that need them are left out, by name, where there is no compiler. */
final class Project {
    static final Path HOME = Path.of("");

    private Project() {
    }

    static String path() {
        return System.getenv().getOrDefault("PATH", "");
    }

    static CCompiler compiler() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "the loops run on Linux only");
        assumeTrue(CCompiler.find(path()).isPresent(), "no C compiler on the PATH");
        return CCompiler.find(path()).orElseThrow();
    }

    static LoopsProgram loops() throws IOException {
        return new LoopsBuild(compiler(), HOME).loops();
    }

    static LoopsProgram empty() throws IOException {
        return new LoopsBuild(compiler(), HOME).empty();
    }

    /** The fewest threads that a row can have. */
    static int threads(String row) {
        return List.of("producer-consumer", "xmalloc-test").contains(row) ? 2 : 1;
    }
}
