package org.pinfold.tools.bench.ab;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All studies. */
final class Studies {
    static final Study MECHANISMS = MechanismStudy.ofAll();
    static final Study LEARNING = new LearningStudy();
    static final Study ARENAS = new ArenasStudy();
    /** Those that documents show. */
    static final List<Study> PUBLISHED = List.of(MECHANISMS, LEARNING, ARENAS);

    private Studies() {
    }

    /** Each mechanism by itself, then what is no mechanism, and all mechanisms at last. */
    static List<Study> all() {
        return Stream.concat(Arrays.stream(Mechanism.values()).map(MechanismStudy::of),
                Stream.of(LEARNING, ARENAS, MECHANISMS)).toList();
    }

    /** The one that is called so. */
    static Optional<Study> named(String name) {
        return all().stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /** Their names, in a sentence that leaves the choice. */
    static String either(List<Study> studies) {
        List<String> names = studies.stream().map(Study::name).toList();
        return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
    }
}
