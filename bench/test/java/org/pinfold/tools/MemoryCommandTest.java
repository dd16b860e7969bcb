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
import org.pinfold.tools.peer.LinkedPeer;
import org.pinfold.tools.peer.NativeLibrary;
import org.pinfold.tools.peer.PeerKind;
import org.pinfold.tools.peer.PeerMissingException;
import org.pinfold.tools.peer.Peers;
import org.pinfold.tools.peer.WastefulPeer;
import org.pinfold.tools.worker.InProcessWorker;
import picocli.CommandLine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The command as users meet it. Its "pinfold" takes four times what it is asked for. */
class MemoryCommandTest {
    private static final Peers PEERS = new Peers(List.of(
            new PeerKind("pinfold", demand -> new WastefulPeer(new LinkedPeer(demand.slots(), NativeLibrary.GLIBC))),
            new PeerKind("glibc", demand -> new LinkedPeer(demand.slots(), NativeLibrary.GLIBC)),
            new PeerKind("lost", demand -> {
                throw new PeerMissingException("not installed: liblost.so", null);
            })));

    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int memory(String... arguments) {
        CommandLine line = Pinfold.configured(new CommandLine(new MemoryCommand(PEERS, InProcessWorker::launcher)));
        return line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    }

    @Test
    void aScenarioIsShownAndKeptAsJsonAndAsAPage() throws IOException {
        Path json = folder.resolve("m.json");
        Path page = folder.resolve("m.html");
        assertEquals(0, memory("--scenario", "heaps", "--allocator", "pinfold,glibc,lost", "--json", json.toString(),
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
        assertEquals(1, memory("--scenario", "sparse-4k", "--allocator", "pinfold,glibc", "--require"));
        assertTrue(out.toString().contains("FAILED sparse-4k"), out::toString);
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
