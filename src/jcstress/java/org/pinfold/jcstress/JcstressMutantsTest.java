package org.pinfold.jcstress;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinfold.evidence.Evidence;
import org.pinfold.mutants.Killer;
import org.pinfold.mutants.Mutant;
import org.pinfold.tools.evidence.Layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

/**
 * Every seeded bug that names the outcome tables as its killer shows a forbidden outcome in a table of its protocol.
 * The tables are repeated until it does, since a busy machine may let two threads hardly ever meet.
 */
@DisplayName("Outcome tables against seeded bugs")
final class JcstressMutantsTest {
    private static final List<String> KILLED = new ArrayList<>();
    private static MutantTables tables;

    @BeforeAll
    static void probeTheMachine() throws Exception {
        tables = new MutantTables();
    }

    @AfterAll
    static void leaveEvidence() {
        Evidence.bugs(Layer.BUGS_J, Mutant.names(Mutant.killedBy(Killer.J)), Mutant.names(mutants()), KILLED);
    }

    static Stream<Mutant> mutants() {
        return Mutant.selectedFor(Killer.J);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void showsAForbiddenOutcome(Mutant mutant) {
        Path classes = mutant.compile();
        List<String> names = MutantTables.of(mutant);
        assertFalse(names.isEmpty(), "no table for " + mutant);
        for (int round = 1; round <= JcstressSettings.ROUNDS; round++) {
            for (String name : names) {
                Observation table = tables.run(name, classes);
                assertEquals(List.of(), table.errors(), "an error is no verdict: " + table.table());
                if (!table.forbidden().isEmpty()) {
                    KILLED.add(mutant.toString());
                    System.out.println("jcstress: " + mutant + " killed in round " + round + " by " + table);
                    return;
                }
            }
        }
        fail(mutant + " survived " + JcstressSettings.ROUNDS + " rounds of " + names);
    }
}
