package org.pinfold.tools;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The command as users meet it. */
class DoctorCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int doctor(String... arguments) {
        return Pinfold.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("doctor"), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void whatTheRecordsOfAHeapTakeIsComputed() {
        doctor("--live-mib", "2048", "--block-bytes", "64,100");
        assertTrue(out.toString().contains("of Java heap for 2048 MiB in blocks of 64 bytes: 4.9 %"), out::toString);
        assertTrue(out.toString().contains("in blocks of 112 bytes"), out::toString);
    }

    @Test
    void badUsageIsToldInOneLine() {
        for (List<String> bad : List.of(List.of("--live-mib", "0"), List.of("--block-bytes", "0"),
                List.of("--block-bytes", "64,-1"), List.of("--live-mib", "much"))) {
            err.getBuffer().setLength(0);
            assertEquals(2, doctor(bad.toArray(String[]::new)), bad::toString);
            assertEquals(1, err.toString().lines().count(), err::toString);
        }
    }
}
