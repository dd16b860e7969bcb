package org.pinfold.tools.plot;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.pinfold.tools.bench.Contender;

/** The colour of each kind of allocator, the same in all pages. */
final class Families {
    private Families() {
    }

    /** That of this kind; the empty loop has none. */
    static Ink ink(Contender.Family family) {
        return switch (family) {
            case PINFOLD -> Ink.FIRST;
            case C -> Ink.SECOND;
            case LINKED -> Ink.THIRD;
            case JAVA -> Ink.FOURTH;
            case EMPTY -> throw new IllegalArgumentException("the empty loop is shown nowhere");
        };
    }

    /** What the colours of these mean. */
    static Map<Ink, String> key(Set<Contender.Family> families) {
        Map<Ink, String> key = new EnumMap<>(Ink.class);
        families.forEach(family -> key.put(ink(family), says(family)));
        return key;
    }

    private static String says(Contender.Family family) {
        return switch (family) {
            case PINFOLD -> "Pinfold";
            case C -> "native, in C";
            case LINKED -> "native, called from Java";
            case JAVA -> "Java";
            case EMPTY -> "";
        };
    }
}
