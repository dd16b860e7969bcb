package org.pinfold.tools.bench.c;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compiles the loops. A program's name ends in a digest of its sources and of the command that compiles them, so one
 * that is there is up to date.
 */
final class LoopsBuild {
    /** Where the sources are, below the project's folder. */
    static final Path SOURCES = Path.of("bench", "native");

    private static final Path PROGRAMS = Path.of("target", "native");
    private static final int DIGEST_DIGITS = 16;

    private final CCompiler compiler;
    private final Path home;

    LoopsBuild(CCompiler compiler, Path home) {
        this.compiler = compiler;
        this.home = home;
    }

    /** The program whose loops call malloc and free. */
    LoopsProgram loops() throws IOException {
        return build("loops", List.of());
    }

    /** The program whose loops have no allocator. */
    LoopsProgram empty() throws IOException {
        return build("loops-empty", List.of("-DEMPTY"));
    }

    private LoopsProgram build(String name, List<String> options) throws IOException {
        List<Path> files = files();
        List<Path> sources = files.stream().filter(file -> file.toString().endsWith(".c")).toList();
        Path folder = Files.createDirectories(home.resolve(PROGRAMS)).toAbsolutePath();
        Path program = folder.resolve(name + "-" + digest(files, compiler.command(sources, Path.of(name), options)));
        if (!Files.isExecutable(program)) {
            Path unfinished = Files.createTempFile(folder, name, ".unfinished");
            try {
                compiler.compile(sources, unfinished, options);
                // At once and whole, for others that build at the same time.
                Files.move(unfinished, program, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        }
        return new LoopsProgram(program);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(SOURCES))) {
            return files.filter(file -> file.toString().endsWith(".c") || file.toString().endsWith(".h")).sorted()
                    .toList();
        }
    }

    private static String digest(List<Path> files, List<String> command) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(command.toString().getBytes(StandardCharsets.UTF_8));
            for (Path file : files) {
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGEST_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
