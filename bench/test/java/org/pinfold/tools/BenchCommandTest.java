package org.pinfold.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinfold.tools.bench.Contender;
import org.pinfold.tools.bench.FixedLoops;
import org.pinfold.tools.peer.Peers;
import picocli.CommandLine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BenchCommandTest {
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aRealRunMeasuresPinfoldBesideTheSystemsAllocator() throws IOException {
        Path json = folder.resolve("r.json");
        assertEquals(0, run(none(), "--quick", "--rows", "random-mixed", "--allocator", "pinfold,glibc,c-glibc",
                "--rounds", "1", "--iterations", "2", "--json", json.toString()));
        // Of the empty loop, which on a disturbed machine may be the slower one: then there is no ratio.
        String net = "-?\\d+\\.\\d";
        for (String name : List.of("pinfold", "glibc")) {
            String row = String.join("\\s+", name, net, net + "\\.\\." + net, net, "-?\\d+", "(\\d+\\.\\d\\d|-)");
            assertEquals(1, out.toString().lines().filter(line -> line.strip().matches(row)).count(), out::toString);
        }
        assertTrue(out.toString().contains("pinfold: org.pinfold.Heap, frees ORDERED"), out::toString);
        assertTrue(out.toString().contains("libc.so.6"), out::toString);
        assertTrue(out.toString().contains("left out: the loops in C"), out::toString);
        JsonNode written = new ObjectMapper().readTree(json.toFile());
        assertEquals(3, written.get("samples").size(), "with the empty loop's");
        assertEquals(64, written.get("classes").asText().length());
    }

    @Test
    void aRequiredBoundThatDoesNotHoldFails() {
        String[] arguments = {"--rows", "main", "--allocator", "c-tcmalloc,c-mimalloc", "--require"};
        assertEquals(1, run(none(), arguments), "nothing measured shows nothing");
        assertTrue(out.toString().contains("FAILED nothing that is required was measured"), out::toString);
    }

    @Test
    void whoFailsIsNamedWithTheReason() {
        FixedLoops loops = new FixedLoops().with("c-empty", Contender.Family.EMPTY, 1)
                .with("c-tcmalloc", Contender.Family.C, 10).failing("c-jemalloc");
        assertEquals(0, run((home, missing) -> Optional.of(loops), "--rows", "pair-64", "--allocator",
                "c-tcmalloc,c-jemalloc", "--rounds", "2"));
        assertTrue(out.toString().contains("left out: pair-64, c-jemalloc: it was to fail"), out::toString);
        assertTrue(out.toString().lines().anyMatch(line -> line.strip().startsWith("c-tcmalloc  ")), out::toString);
        assertEquals(List.of("c-empty 1", "c-tcmalloc 1", "c-jemalloc 1", "c-empty 2", "c-tcmalloc 2"), loops.turns());
    }

    @Test
    void badUsageIsOneLineAndExitCodeTwo() {
        assertUsage("no allocator 'none'", "--allocator", "none");
        assertUsage("--allocator names nothing", "--allocator", ",");
        assertUsage("--rows names nothing", "--rows", ",");
        assertUsage("no row 'none'; known: main, all, pair-64", "--rows", "none");
        assertUsage("--rounds must be from 1", "--rounds", "0");
        assertUsage("--iterations must be from 1", "--iterations", "0");
        assertUsage("--window must be from 1", "--window", "0");
        assertUsage("--threads must be from 1", "--threads", "65");
        assertUsage("--require has no meaning with --ab", "--ab", "pins", "--require");
        assertUsage("--json: no folder", "--json", folder.resolve("no/r.json").toString());
        assertUsage("Invalid value for option '--seed'", "--seed", "x");
        assertUsage("--growth has rows and threads of its own", "--growth", "--quick");
        assertUsage("Unknown option: '--nonsense'", "--nonsense");
        assertUsage("--pairs needs --ab", "--pairs", "40");
        assertUsage("--write needs --ab", "--write");
        assertUsage("--rows has no meaning with --ab", "--ab", "pins", "--rows", "pair-64");
    }

    @Test
    void theWholeCommandLineKnowsIt() {
        CommandLine pinfold = Pinfold.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        assertEquals(0, pinfold.execute("bench", "--help"));
        assertTrue(out.toString().contains("--quick"), out::toString);
    }

    private static BenchCommand.NativeBuilder none() {
        return (home, missing) -> {
            missing.accept("the loops in C: none here");
            return Optional.empty();
        };
    }

    private void assertUsage(String message, String... arguments) {
        err.getBuffer().setLength(0);
        assertEquals(2, run(none(), arguments), message);
        assertTrue(err.toString().contains(message), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertFalse(out.toString().contains("ns/op"), "nothing was run");
    }

    private int run(BenchCommand.NativeBuilder nativeBuilder, String... arguments) {
        return UsageErrors.toldBy(new CommandLine(new BenchCommand(Peers.standard(), nativeBuilder)))
                .setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }
}
