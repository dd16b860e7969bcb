package org.pinfold.os;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The number of the processor, and what is answered where nobody tells. */
class ProcessorTest {
    private static final int OTHERWISE = -7;

    /** Runs where native access is denied. */
    static final class Asker {
        private Asker() {
        }

        public static void main(String[] arguments) {
            System.out.println(Processor.number(OTHERWISE));
        }
    }

    @Test
    void isAProcessorOfThisMachine() throws Exception {
        int number = Processor.number(OTHERWISE);
        assertTrue(number >= 0, "processor " + number);
        long here = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("processor")).count();
        assertTrue(number < Math.max(here, 1) || here < Runtime.getRuntime().availableProcessors(),
                "processor " + number + " of " + here);
    }

    @Test
    void isNotToldWhereNativeAccessIsDenied() throws Exception {
        ChildVm child = ChildVm.run("true", List.of("--illegal-native-access=deny"), Asker.class);
        assertEquals("" + OTHERWISE, child.output().strip());
    }
}
