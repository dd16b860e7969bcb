package org.pinfold.tools.report;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Names the library that was measured: SHA-256 over names and bytes of its class files, in the order of names. */
public final class ClassesDigest {
    private static final String LIBRARY = "org/pinfold";
    private static final String TOOLS = "org/pinfold/tools";

    private ClassesDigest() {
    }

    /** The digest of the library from which {@code member} was loaded, without the tools. */
    public static String of(Class<?> member) {
        try {
            URI origin = member.getProtectionDomain().getCodeSource().getLocation().toURI();
            Path location = Path.of(origin);
            if (Files.isDirectory(location)) {
                return of(location);
            }
            try (FileSystem jar = FileSystems.newFileSystem(location)) {
                return of(jar.getPath("/"));
            }
        } catch (IOException | URISyntaxException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("the library's classes cannot be read", e);
        }
    }

    private static String of(Path root) throws IOException, NoSuchAlgorithmException {
        List<Path> classes;
        try (Stream<Path> files = Files.walk(root.resolve(LIBRARY))) {
            classes = files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.startsWith(root.resolve(TOOLS)))
                    .sorted((one, other) -> name(root, one).compareTo(name(root, other)))
                    .toList();
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Path file : classes) {
            digest.update(name(root, file).getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString();
    }
}
