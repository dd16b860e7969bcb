package org.pinfold.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one {@code .mutant} file.
 *
 * <pre>
 * what the bug is and where it was real
 * killers: T L
 * file: org/pinfold/protocol/PinGuard.java
 * &lt;&lt;&lt;&lt;
 * exact text
 * ====
 * what stands there instead
 * &gt;&gt;&gt;&gt;
 * </pre>
 *
 * A file line applies to the blocks after it. Empty lines may stand between blocks, nothing else.
 */
final class MutantParser {
    private static final Pattern FILE_NAME = Pattern.compile("(\\d{2,3})-([a-z0-9]+(?:-[a-z0-9]+)*)\\.mutant");
    private static final String KILLERS = "killers: ";
    private static final String FILE = "file: ";

    private final Path path;
    private final List<String> lines;
    /** Index of the next line. */
    private int next;

    private MutantParser(Path path, List<String> lines) {
        this.path = path;
        this.lines = lines;
    }

    /**
     * The mutant in this file; number and name come from the file's name, the protocol from its folder's.
     *
     * @throws IllegalArgumentException if the file is not well formed, with the file and the line
     */
    static Mutant parse(Path path) {
        try {
            return new MutantParser(path, Files.readAllLines(path)).mutant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Mutant mutant() {
        Matcher name = FILE_NAME.matcher(path.getFileName().toString());
        if (!name.matches()) {
            throw error("the file's name is not like 07-some-words.mutant");
        }
        String summary = line("a line that says what the bug is");
        if (summary.isBlank() || summary.startsWith(KILLERS)) {
            throw error("the first line has to say what the bug is");
        }
        Set<Killer> killers = killers(line(KILLERS));
        List<Replacement> replacements = replacements();
        String protocol = path.toAbsolutePath().getParent().getFileName().toString();
        return new Mutant(Integer.parseInt(name.group(1)), protocol, name.group(2), summary, killers, replacements);
    }

    private Set<Killer> killers(String line) {
        if (!line.startsWith(KILLERS)) {
            throw error("the second line has to begin with \"" + KILLERS + "\"");
        }
        Set<Killer> killers = EnumSet.noneOf(Killer.class);
        for (String letter : line.substring(KILLERS.length()).split(" ")) {
            try {
                killers.add(Killer.valueOf(letter));
            } catch (IllegalArgumentException e) {
                throw error("no such killer: \"" + letter + "\"");
            }
        }
        return killers;
    }

    private List<Replacement> replacements() {
        List<Replacement> replacements = new ArrayList<>();
        String file = null;
        while (next < lines.size()) {
            String line = lines.get(next++);
            if (line.startsWith(FILE)) {
                file = line.substring(FILE.length());
            } else if (line.equals("<<<<")) {
                if (file == null) {
                    throw error("a block before the first \"" + FILE + "\"");
                }
                replacements.add(replacement(file));
            } else if (!line.isEmpty()) {
                throw error("neither \"" + FILE + "\" nor \"<<<<\"");
            }
        }
        if (replacements.isEmpty()) {
            throw error("no block");
        }
        return replacements;
    }

    private Replacement replacement(String file) {
        String find = upTo("====");
        String replacement = upTo(">>>>");
        if (find.isBlank() || find.equals(replacement)) {
            throw error("a block that changes nothing");
        }
        return new Replacement(file, find, replacement);
    }

    private String upTo(String mark) {
        List<String> text = new ArrayList<>();
        for (String line = line(mark); !line.equals(mark); line = line(mark)) {
            text.add(line);
        }
        return String.join("\n", text);
    }

    private String line(String wanted) {
        if (next == lines.size()) {
            throw error("the file ends where \"" + wanted + "\" is due");
        }
        return lines.get(next++);
    }

    private IllegalArgumentException error(String message) {
        return new IllegalArgumentException(path + ", line " + next + ": " + message);
    }
}
