package org.pinfold.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.Frees;
import org.pinfold.evidence.Evidence;
import org.pinfold.mutants.ChildVm;
import org.pinfold.mutants.Killer;
import org.pinfold.mutants.Mutant;
import org.pinfold.tools.evidence.Layer;
import org.pinfold.tools.oracle.RetiredPins;
import org.pinfold.tools.oracle.Violations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Each mutant in a folder named after a soak program makes that program report a violation. Each in the folder of
 * {@link RetiredPins} makes the programs that are named for it report that very violation.
 */
class SoakMutantsTest {
    /** Seconds for a program that has no number of rounds; it ends with its first violation. */
    private static final int LONGEST = 30;

    private static final Map<String, Program> PROGRAMS = Map.of(
            "Soak", new Program(Soak.class, Frees.ORDERED, 8, 15_000, 2, 1),
            "ThreadDeath", new Program(ThreadDeath.class, ThreadDeath.Heirs.LATER_THREADS, 300, 50, 1),
            "VirtualThreads", new Program(VirtualThreads.class, 4_000, 1),
            "CloseUnderFire", new Program(CloseUnderFire.class, 300, 1),
            "LimitChurn", new Program(LimitChurn.class, 64 << 20, LONGEST, 1),
            "SharedBlock", new Program(SharedBlocks.class, 100_000, 1),
            "Switches", new Program(Switches.class, 3_000, 1));

    private static final Map<Integer, List<String>> RETIRED_PINS = Map.of(
            280, List.of("VirtualThreads", "CloseUnderFire", "LimitChurn"),
            281, List.of("Soak", "ThreadDeath", "CloseUnderFire"),
            282, List.of("Soak", "VirtualThreads"),
            283, List.of("ThreadDeath", "LimitChurn"),
            284, List.of("LimitChurn"),
            285, List.of("CloseUnderFire"));

    private static final List<String> KILLED = new ArrayList<>();

    @AfterAll
    static void leaveEvidence() {
        Stream<Mutant> own = Mutant.killedBy(Killer.S).filter(mutant -> PROGRAMS.containsKey(mutant.protocol()));
        Evidence.bugs(Layer.BUGS_S, Mutant.names(own), Mutant.names(mutants()), KILLED);
        List<String> pins = Mutant.names(keptPinMutants().values().stream());
        Evidence.bugs(Layer.BUGS_S, pins, pins, Mutant.names(keptPinMutants().values().stream()
                .filter(mutant -> Collections.frequency(KILLED, mutant.toString())
                        == RETIRED_PINS.get(mutant.number()).size())));
    }

    /** A program and its arguments. */
    private record Program(Class<?> main, Object... arguments) {
        /** What it reports of the mutant. */
        String violations(Mutant mutant) {
            ChildVm.Result result = SoakVm.of(main, 0, arguments).classPathFirst(mutant.compile()).run();
            System.out.print(mutant + ":\n" + result.output());
            assertEquals(1, result.exitCode(), result::output);
            return result.output().lines().filter(line -> line.startsWith(Violations.VIOLATION))
                    .collect(Collectors.joining("\n"));
        }
    }

    static Stream<Mutant> mutants() {
        return Mutant.selectedFor(Killer.S).filter(mutant -> PROGRAMS.containsKey(mutant.protocol()));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isKilled(Mutant mutant) {
        assertNotEquals("", PROGRAMS.get(mutant.protocol()).violations(mutant));
        KILLED.add(mutant.toString());
    }

    static Stream<Arguments> keptPins() {
        return keptPinMutants().entrySet().stream().flatMap(mutant ->
                RETIRED_PINS.get(mutant.getKey()).stream().map(program -> Arguments.of(mutant.getValue(), program)));
    }

    @ParameterizedTest
    @MethodSource("keptPins")
    void aPinThatIsKeptIsToldOf(Mutant mutant, String program) {
        String violations = PROGRAMS.get(program).violations(mutant);
        assertTrue(violations.contains(RetiredPins.WHAT), violations);
        KILLED.add(mutant.toString());
    }

    private static Map<Integer, Mutant> keptPinMutants() {
        return Mutant.killedBy(Killer.S).filter(mutant -> mutant.protocol().equals("RetiredPins"))
                .collect(Collectors.toMap(Mutant::number, Function.identity()));
    }

    @Test
    void eachProgramHasMutants() {
        assertEquals(RETIRED_PINS.keySet(), keptPinMutants().keySet());
        Set<String> looking = new TreeSet<>(PROGRAMS.keySet());
        looking.remove("SharedBlock"); // The pins it is about are its own.
        looking.remove("Switches"); // Some of its heaps have no pins.
        assertEquals(looking,
                RETIRED_PINS.values().stream().flatMap(List::stream).collect(Collectors.toCollection(TreeSet::new)));
        Set<String> own = mutants().map(Mutant::protocol).collect(Collectors.toCollection(TreeSet::new));
        own.add("Soak"); // Its own are in the folder Heap, and SoakTest's.
        assertEquals(PROGRAMS.keySet(), own);
    }
}
