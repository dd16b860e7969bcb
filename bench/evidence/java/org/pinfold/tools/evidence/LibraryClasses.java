package org.pinfold.tools.evidence;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pinfold.Heap;

/** The classes of the library, from where they were loaded: a folder or a jar. */
public final class LibraryClasses {
    private static final String LIBRARY = "org/pinfold";
    private static final String TOOLS = "org/pinfold/tools";
    private static final String PROTOCOLS = "org.pinfold.protocol.";
    private static final String ENDING = ".class";

    private LibraryClasses() {
    }

    /** The protocols, by simple name: the classes of their package that have a transition function {@code next…}. */
    public static List<String> protocols() {
        return topLevel(PROTOCOLS).stream().filter(name -> hasTransition(PROTOCOLS + name)).toList();
    }

    /** The classes that make up the heap, by simple name. */
    public static List<String> heap() {
        return topLevel("org.pinfold.heap.");
    }

    /** The library's classes, by simple name. */
    public static List<String> all() {
        return Stream.of("org.pinfold.", "org.pinfold.heap.", "org.pinfold.os.", PROTOCOLS)
                .flatMap(start -> topLevel(start).stream()).sorted().toList();
    }

    /** Whether this names a transition function. */
    public static boolean isTransition(String method) {
        return method.matches("next[A-Z]\\w*");
    }

    private static boolean hasTransition(String name) {
        try {
            Class<?> type = Class.forName(name, false, LibraryClasses.class.getClassLoader());
            return Stream.of(type.getDeclaredMethods()).anyMatch(LibraryClasses::isTransition);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " is there and cannot be loaded", e);
        }
    }

    private static boolean isTransition(Method method) {
        return Modifier.isStatic(method.getModifiers()) && isTransition(method.getName());
    }

    private static List<String> topLevel(String start) {
        String folder = start.replace('.', '/');
        return files(Heap.class).keySet().stream()
                .filter(file -> file.startsWith(folder) && file.endsWith(ENDING))
                .map(file -> file.substring(folder.length(), file.length() - ENDING.length()))
                .filter(name -> name.matches("[A-Z]\\w*"))
                .toList();
    }

    /** The class files of the library that {@code member} was loaded from, without the tools, by their path in it. */
    static SortedMap<String, byte[]> files(Class<?> member) {
        try {
            URI origin = member.getProtectionDomain().getCodeSource().getLocation().toURI();
            Path location = Path.of(origin);
            if (Files.isDirectory(location)) {
                return below(location);
            }
            try (FileSystem jar = FileSystems.newFileSystem(location)) {
                return below(jar.getPath("/"));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the library's classes cannot be read", e);
        }
    }

    private static SortedMap<String, byte[]> below(Path root) throws IOException {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root.resolve(LIBRARY))) {
            for (Path file : files.filter(path -> path.toString().endsWith(ENDING)).toList()) {
                if (!file.startsWith(root.resolve(TOOLS))) {
                    classes.put(root.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        }
        return classes;
    }
}
