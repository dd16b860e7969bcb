package org.pinfold.mutants;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Exit code, output, class path and time-out of child VMs. */
class ChildVmTest {
    @TempDir
    private Path first;

    /** Says what it was given, on both streams. */
    static final class Teller {
        private Teller() {
        }

        public static void main(String[] arguments) {
            System.out.println("argument " + arguments[0]);
            System.err.println("property " + System.getProperty("told"));
            System.out.println("path " + System.getProperty("java.class.path"));
            System.out.println("temporary " + Files.isDirectory(Path.of(System.getProperty("java.io.tmpdir"))));
            System.exit(7);
        }
    }

    /** Never ends. */
    static final class Sleeper {
        private Sleeper() {
        }

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("asleep");
            new CountDownLatch(1).await();
        }
    }

    @Test
    void exitCodeAndOutputComeBack() {
        ChildVm.Result result = new ChildVm(Teller.class.getName())
                .classPathFirst(first).property("told", "twice").arguments("once").run();
        assertEquals(7, result.exitCode(), result::output);
        assertTrue(result.output().contains("argument once"), result::output);
        assertTrue(result.output().contains("property twice"), result::output);
        assertTrue(result.output().contains("path " + first.toAbsolutePath()), result::output);
        assertTrue(result.output().contains("temporary true"), result::output);
    }

    @Test
    void aClassThatIsNotThereIsSeen() {
        ChildVm.Result result = new ChildVm("no.such.Main").run();
        assertEquals(1, result.exitCode());
        assertTrue(result.output().contains("no.such.Main"), result::output);
    }

    @Test
    void aChildThatTakesTooLongIsAnErrorAndNoVerdict() {
        ChildVm child = new ChildVm(Sleeper.class.getName()).timeout(Duration.ofMillis(1));
        AssertionError error = assertThrows(AssertionError.class, child::run);
        assertTrue(error.getMessage().contains("did not end within PT0.001S"), error.getMessage());
    }
}
