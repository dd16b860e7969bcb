package org.pinfold.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinfold.Frees;
import org.pinfold.tools.peer.Demand;
import org.pinfold.tools.peer.HoardingPeer;
import org.pinfold.tools.peer.Peer;
import org.pinfold.tools.peer.PeerKind;
import org.pinfold.tools.peer.PeerMissingException;
import org.pinfold.tools.peer.Peers;
import org.pinfold.tools.peer.PinfoldPeer;
import org.pinfold.tools.worker.InProcessWorker;
import picocli.CommandLine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The command as users meet it. Its "pinfold" gives nothing back before the end, and then all: what the system's
 * allocator kept would be in the way of other tests that watch this process.
 */
class MemoryCommandTest {
    private static final Peers PEERS = new Peers(List.of(
            new PeerKind("pinfold", demand -> new HoardingPeer(heap(demand))),
            new PeerKind("modest", MemoryCommandTest::heap),
            new PeerKind("lost", demand -> {
                throw new PeerMissingException("not installed: liblost.so", null);
            })));

    private static Peer heap(Demand demand) {
        return new PinfoldPeer(demand.slots(), 1 << 30, Frees.ORDERED);
    }

    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int memory(String... arguments) {
        CommandLine line = UsageErrors.toldBy(new CommandLine(new MemoryCommand(PEERS, InProcessWorker::launcher)));
        return line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    }

    @Test
    void aScenarioIsShownAndKeptAsJsonAndAsAPage() throws IOException {
        Path json = folder.resolve("m.json");
        Path page = folder.resolve("m.html");
        assertEquals(0, memory("--scenario", "heaps", "--allocator", "pinfold,modest,lost", "--json", json.toString(),
                "--report", page.toString()));
        assertTrue(out.toString().contains("lost: FAILED"), out::toString);
        assertTrue(out.toString().contains("2 s later"), out::toString);
        JsonNode root = new ObjectMapper().readTree(json.toFile());
        assertEquals(64, root.get("classes").asText().length());
        JsonNode ours = root.at("/rows/0/results/pinfold");
        assertTrue(ours.get("readings").size() > 2, ours::toString);
        assertTrue(ours.at("/marks/full/resident").asLong() > 0, ours::toString);
        String html = Files.readString(page);
        assertTrue(html.contains("<h2>heaps</h2>") && html.contains("<svg"), html);
    }

    @Test
    void aBoundThatDoesNotHoldFailsIfItIsRequired() {
        assertEquals(1, memory("--scenario", "sparse-4k", "--allocator", "pinfold,modest", "--require"));
        assertTrue(out.toString().contains("FAILED sparse-4k"), out::toString);
    }

    @Test
    void aRunThatHasNoFigureForAnyBoundHasShownNothing() {
        assertEquals(1, memory("--scenario", "heaps", "--allocator", "pinfold", "--require"));
        assertTrue(out.toString().contains("FAILED nothing that is required was measured"), out::toString);
    }

    @Test
    void badUsageIsOneLineAndExitCodeTwo() {
        assertEquals(2, memory("--scenario", "none"));
        assertEquals(2, memory("--allocator", "none"));
        assertEquals(2, memory("--copies", "0"));
        assertEquals(2, memory("--json", folder.resolve("gone/m.json").toString()));
        assertEquals(4, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().contains("no scenario 'none'; known: "), err::toString);
    }
}
