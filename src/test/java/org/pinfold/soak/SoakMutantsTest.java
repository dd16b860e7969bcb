package org.pinfold.soak;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.mutants.ChildVm;
import org.pinfold.mutants.Killer;
import org.pinfold.mutants.Mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each mutant in a folder named after a soak program makes that program report a violation. */
class SoakMutantsTest {
    private static final Map<String, Program> PROGRAMS = Map.of(
            "ThreadDeath", new Program(ThreadDeath.class, ThreadDeath.Heirs.LATER_THREADS, 300, 50, 1),
            "VirtualThreads", new Program(VirtualThreads.class, 4_000, 1),
            "CloseUnderFire", new Program(CloseUnderFire.class, 20, 1),
            "LimitChurn", new Program(LimitChurn.class, 64 << 20, 2, 1));

    /** A program and its arguments. */
    private record Program(Class<?> main, Object... arguments) {
    }

    static Stream<Mutant> mutants() {
        return Mutant.killedBy(Killer.S).filter(mutant -> PROGRAMS.containsKey(mutant.protocol()));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isKilled(Mutant mutant) {
        Program program = PROGRAMS.get(mutant.protocol());
        ChildVm.Result result =
                SoakVm.of(program.main(), 0, program.arguments()).classPathFirst(mutant.compile()).run();
        System.out.print(mutant + ":\n" + result.output());
        assertEquals(1, result.exitCode(), result::output);
        assertTrue(result.output().contains(Soak.VIOLATION), result::output);
    }

    @Test
    void eachProgramHasAMutant() {
        List<String> tested = mutants().map(Mutant::protocol).distinct().sorted().toList();
        assertEquals(PROGRAMS.keySet().stream().sorted().toList(), tested);
    }
}
