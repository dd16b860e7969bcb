package org.pinfold.pit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * A mutation that no test can kill, as {@code specs/mutants/pit-survivors.txt} has it: four lines, the last of which
 * gives the reason, and an empty one. Lines that begin with # are for the reader.
 *
 * @param place class and method
 * @param line of the source
 * @param change PIT's description
 */
record Explained(String place, String line, String change) implements Comparable<Explained> {
    private static final Path FILE =
            Path.of(System.getProperty("pinfold.basedir", "."), "specs", "mutants", "pit-survivors.txt");

    static Explained of(Mutation mutation) {
        return new Explained(mutation.place(), mutation.line(), mutation.change());
    }

    /** All that the file has. */
    static Set<Explained> all() throws IOException {
        return parse(Files.readString(FILE));
    }

    static Set<Explained> parse(String text) {
        Set<Explained> explained = new TreeSet<>();
        for (String block : text.replaceAll("(?m)^#.*\n", "").strip().split("\n\\s*\n")) {
            String[] lines = block.strip().split("\\s*\n\\s*");
            if (lines.length != 4) {
                throw new AssertionError("place, line, change and reason are four lines, not\n" + block);
            }
            explained.add(new Explained(lines[0], lines[1], lines[2]));
        }
        return explained;
    }

    @Override
    public int compareTo(Explained other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return "\n" + place + "\n    " + line + "\n    " + change;
    }
}
