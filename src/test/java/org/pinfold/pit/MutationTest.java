package org.pinfold.pit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.pinfold.evidence.Evidence;
import org.pinfold.tools.evidence.Layer;
import org.pinfold.tools.evidence.LibraryClasses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every mutation of a transition function and of the size classes makes a test fail, or is explained. */
@DisabledIfSystemProperty(named = "pinfold.tier", matches = "verify", disabledReason = "runs with -Pevidence")
class MutationTest {
    private static final String PROTOCOLS = "org.pinfold.protocol.";
    private static final String SIZE_CLASSES = "org.pinfold.heap.SizeClasses";
    private static final List<Mutation> MUTATIONS = new ArrayList<>();

    @BeforeAll
    static void run() throws IOException, ClassNotFoundException {
        List<Class<?>> protocols = new ArrayList<>();
        for (String name : LibraryClasses.protocols()) {
            protocols.add(Class.forName(PROTOCOLS + name));
        }
        MUTATIONS.addAll(Pit.run("protocols", protocols, LibraryClasses::isTransition,
                protocols.stream().map(type -> type.getName() + "Test").toList()));
        MUTATIONS.addAll(Pit.run("size-classes", List.of(Class.forName(SIZE_CLASSES)), method -> true,
                List.of(SIZE_CLASSES + "Test")));
    }

    @Test
    void survivorsAreExplained() throws IOException {
        Set<Explained> survivors = new TreeSet<>();
        MUTATIONS.stream().filter(mutation -> !mutation.killed()).map(Explained::of).forEach(survivors::add);
        Set<Explained> unknown = new TreeSet<>(survivors);
        unknown.removeAll(Explained.all());
        assertEquals(Set.of(), unknown, "no test fails, and specs/mutants/pit-survivors.txt does not say why");
        Set<Explained> gone = new TreeSet<>(Explained.all());
        gone.removeAll(survivors);
        assertEquals(Set.of(), gone, "in specs/mutants/pit-survivors.txt, and no survivor");
    }

    @Test
    void everySubjectIsMutated() {
        Map<String, List<Mutation>> subjects = MUTATIONS.stream()
                .collect(Collectors.groupingBy(Mutation::subject, TreeMap::new, Collectors.toList()));
        Set<String> expected = new TreeSet<>(LibraryClasses.protocols());
        expected.add("SizeClasses");
        assertEquals(expected, subjects.keySet());
        subjects.forEach((subject, mutations) -> {
            long killed = mutations.stream().filter(Mutation::killed).count();
            System.out.println("PIT: " + subject + ": " + killed + " of " + mutations.size() + " killed");
            Evidence.leave(subject, Layer.PIT, Map.of("generated", mutations.size(), "killed", killed,
                    "explained", mutations.size() - killed));
        });
    }

    /** A test that calls everything and looks at nothing lets mutations live, or a kill means nothing. */
    @Test
    @Tag("canary")
    void canaryAWeakTestLetsMutationsLive() throws IOException, ClassNotFoundException {
        List<Mutation> mutations = Pit.run("canary", List.of(Class.forName(PROTOCOLS + "PinGuard")),
                LibraryClasses::isTransition, List.of(PROTOCOLS + "PinGuardCalls"));
        assertFalse(mutations.isEmpty());
        assertTrue(mutations.stream().noneMatch(Mutation::killed), mutations::toString);
    }

    @Test
    void anEntryWithoutAReasonIsRefused() {
        assertThrows(AssertionError.class, () -> Explained.parse("A.of\n    return 1;\n    replaced\n"));
        assertEquals(1, Explained.parse("# why\nA.of\n    return 1;\n    replaced\n    Because.\n").size());
    }
}
