package org.pinfold.tools.bench.c;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pinfold.tools.bench.Programs;

/**
 * A C compiler that takes the options of gcc.
 *
 * @param file of the command
 */
record CCompiler(Path file) {
    /** Names it may have, the one that the system prefers first. */
    static final List<String> NAMES = List.of("cc", "gcc", "clang");

    /**
     * How the loops are compiled. What the compiler knows of malloc and free it must not use: it would leave out an
     * allocation that is freed at once.
     */
    static final List<String> OPTIONS = List.of("-std=c11", "-O2", "-pthread", "-fno-builtin-malloc",
            "-fno-builtin-free", "-Wall", "-Wextra");

    private static final List<String> LIBRARIES = List.of("-ldl");

    /** The first one in the folders of {@code path}, which is written like the variable PATH. */
    static Optional<CCompiler> find(String path) {
        return Programs.find(path, NAMES).map(CCompiler::new);
    }

    /** The command that makes {@code program} of {@code sources}, with {@code more} options. */
    List<String> command(List<Path> sources, Path program, List<String> more) {
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(OPTIONS);
        command.addAll(more);
        command.addAll(List.of("-o", program.toString()));
        sources.forEach(source -> command.add(source.toString()));
        command.addAll(LIBRARIES);
        return command;
    }

    /**
     * Runs that command.
     *
     * @throws IOException if the compiler refuses; the message is what it says
     */
    void compile(List<Path> sources, Path program, List<String> more) throws IOException {
        Process process = new ProcessBuilder(command(sources, program, more)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        int status = Exit.of(process);
        if (status != 0) {
            throw new IOException(file + " ended with status " + status + ": " + said.strip());
        }
    }
}
