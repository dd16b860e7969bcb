package org.pinfold.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.evidence.Evidence;
import org.pinfold.mutants.ChildVm;
import org.pinfold.mutants.Killer;
import org.pinfold.mutants.Mutant;
import org.pinfold.tools.evidence.Layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each mutant with the killer F, in a folder named after a program, makes a scenario of that program go wrong. */
class FaultMutantsTest {
    private static final Map<Integer, String> SCENARIOS = Map.of(
            440, "LARGE",
            441, "SUPERSLABS",
            442, "HUGE",
            443, "GUARDED",
            444, "GUARDED",
            445, "large",
            446, "free-flushes",
            447, "in-bulk",
            448, "realloc-in-place",
            449, "in-bulk");
    private static final List<String> KILLED = new ArrayList<>();

    @AfterAll
    static void leaveEvidence() {
        Evidence.bugs(Layer.BUGS_F, Mutant.names(Mutant.killedBy(Killer.F)), Mutant.names(mutants()), KILLED);
    }

    static Stream<Mutant> mutants() {
        return Mutant.selectedFor(Killer.F);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    @Tag("canary")
    void isKilled(Mutant mutant) {
        String scenario = SCENARIOS.get(mutant.number());
        ChildVm child = switch (mutant.protocol()) {
            case "CallFaults" -> FaultVm.calls(List.of(mutant.compile()), "CHOSEN", scenario);
            case "StepFaults" -> FaultVm.steps(mutant.id(), mutant.replacements(), "CHOSEN", scenario);
            default -> throw new AssertionError("no program runs " + mutant);
        };
        ChildVm.Result result = child.run();
        assertEquals(FaultVm.VIOLATED, result.exitCode(), result::output);
        assertTrue(result.output().contains(StepFaults.VIOLATION), result::output);
        KILLED.add(mutant.toString());
    }

    @Test
    void allHaveAScenario() {
        assertEquals(SCENARIOS.keySet().stream().sorted().toList(),
                Mutant.killedBy(Killer.F).map(Mutant::number).sorted().toList());
    }
}
