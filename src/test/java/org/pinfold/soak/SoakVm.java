package org.pinfold.soak;

import java.time.Duration;
import java.util.stream.Stream;
import org.pinfold.mutants.ChildVm;
import org.pinfold.tools.oracle.Violations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A soak program in a VM of its own, so that a crash is a result and the memory is nobody else's. */
final class SoakVm {
    private SoakVm() {
    }

    /** The program, not yet started. It gets two minutes, and twice the seconds it is meant to last. */
    static ChildVm of(Class<?> program, long seconds, Object... arguments) {
        return new ChildVm(program.getName())
                .vmArguments("--enable-native-access=ALL-UNNAMED", "-Xmx1g", "-XX:+UseSerialGC")
                .arguments(Stream.of(arguments).map(Object::toString).toArray(String[]::new))
                .timeout(Duration.ofSeconds(120 + 2 * seconds));
    }

    /** Runs the program, which must come to its end and report no violation. */
    static void expectNoViolation(Class<?> program, long seconds, Object... arguments) {
        ChildVm.Result result = of(program, seconds, arguments).run();
        System.out.print(program.getSimpleName() + ": " + result.output());
        assertEquals(0, result.exitCode(), result::output);
        assertTrue(result.output().contains(Violations.DONE), result::output);
        assertFalse(result.output().contains(Violations.VIOLATION), result::output);
        SoakEvidence.leave(program, result.output());
    }
}
