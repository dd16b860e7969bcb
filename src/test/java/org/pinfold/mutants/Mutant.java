package org.pinfold.mutants;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.pinfold.evidence.Tier;

/**
 * A seeded bug of the Java code.
 *
 * @param number the bug's number in the list of {@code specs/mutants/README.md}
 * @param protocol the class it breaks, and the folder it lies in
 * @param name a few words, joined by hyphens
 * @param summary what the bug is and where it was real
 * @param killers the checkers that must kill it; each does
 * @param replacements the edits
 */
public record Mutant(int number, String protocol, String name, String summary, Set<Killer> killers,
        List<Replacement> replacements) {
    public Mutant {
        killers = Set.copyOf(killers);
        replacements = List.copyOf(replacements);
    }

    /** Every mutant under {@code specs/mutants}, by protocol and number. */
    public static List<Mutant> all() {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(file -> file.toString().endsWith(".mutant"))
                    .map(MutantParser::parse)
                    .sorted(Comparator.comparing(Mutant::protocol).thenComparing(Mutant::number)
                            .thenComparing(Mutant::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that this checker must kill. */
    public static Stream<Mutant> killedBy(Killer killer) {
        return all().stream().filter(mutant -> mutant.killers().contains(killer));
    }

    /** The names of mutants. */
    public static List<String> names(Stream<Mutant> mutants) {
        return mutants.map(Mutant::toString).toList();
    }

    /** Of those that this checker must kill, the ones whose turn it is in this {@link Tier}. */
    public static Stream<Mutant> selectedFor(Killer killer) {
        return Tier.current().select(killedBy(killer), Mutant::protocol);
    }

    /** The folder of all mutants. */
    static Path folder() {
        return base().resolve("specs").resolve("mutants");
    }

    /** The folder of the library's sources. */
    static Path sources() {
        return base().resolve("src").resolve("main").resolve("java");
    }

    /**
     * Applies the edits and compiles the edited sources against the class path of this VM.
     *
     * @return the folder of the mutated classes, to be put before the real ones on a class path
     * @throws AssertionError if an edit does not match exactly once, or the result does not compile
     */
    public Path compile() {
        String build = System.getProperty("pinfold.build", base().resolve("target").toString());
        return compile(sources(), Path.of(build, "mutants"));
    }

    Path compile(Path sources, Path target) {
        Path place = target.resolve(protocol).resolve(id());
        Path classes = place.resolve("classes");
        try {
            Map<String, String> edited = edited(sources);
            FileTree.delete(place);
            Files.createDirectories(classes);
            List<Path> files = new ArrayList<>();
            for (Map.Entry<String, String> entry : edited.entrySet()) {
                Path file = place.resolve("sources").resolve(entry.getKey());
                Files.createDirectories(file.getParent());
                files.add(Files.writeString(file, entry.getValue()));
            }
            javac(files, classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes;
    }

    /** The number in two digits and the name, as in the file's name. */
    public String id() {
        return "%02d-%s".formatted(number, name);
    }

    /** Protocol and id: the display name of a test of this mutant. */
    @Override
    public String toString() {
        return protocol + "/" + id();
    }

    private static Path base() {
        return Path.of(System.getProperty("pinfold.basedir", "."));
    }

    private Map<String, String> edited(Path sources) throws IOException {
        Map<String, String> edited = new LinkedHashMap<>();
        for (Replacement replacement : replacements) {
            String source = edited.get(replacement.file());
            if (source == null) {
                source = Files.readString(sources.resolve(replacement.file()));
            }
            try {
                edited.put(replacement.file(), replacement.apply(source));
            } catch (AssertionError e) {
                throw new AssertionError("mutant " + this + ": " + e.getMessage(), e);
            }
        }
        return edited;
    }

    private void javac(List<Path> files, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-Xlint:none", "-proc:none", "-d", classes.toString(),
                    "-classpath", System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(messages, manager, null, options, null,
                    manager.getJavaFileObjectsFromPaths(files)).call();
            if (!compiled) {
                throw new AssertionError("mutant " + this + " does not compile:\n" + messages);
            }
        }
    }
}
