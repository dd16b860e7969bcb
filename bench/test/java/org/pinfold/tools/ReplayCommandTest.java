package org.pinfold.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinfold.tools.peer.BumpPeer;
import org.pinfold.tools.peer.DelegatingPeer;
import org.pinfold.tools.peer.Demand;
import org.pinfold.tools.peer.LinkedPeer;
import org.pinfold.tools.peer.NativeLibrary;
import org.pinfold.tools.peer.Peer;
import org.pinfold.tools.peer.PeerKind;
import org.pinfold.tools.peer.PeerMissingException;
import org.pinfold.tools.peer.Peers;
import org.pinfold.tools.peer.SlowPeer;
import org.pinfold.tools.peer.WastefulPeer;
import org.pinfold.tools.trace.Traces;
import org.pinfold.tools.worker.InProcessWorker;
import picocli.CommandLine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The command as users meet it: exit codes, messages, files. "pinfold" is whatever allocator a test says it is. */
class ReplayCommandTest {
    private static final Function<Demand, Peer> BUMP = work -> new BumpPeer(work.slots());
    private static final Function<Demand, Peer> GLIBC = work -> new LinkedPeer(work.slots(), NativeLibrary.GLIBC);

    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aSoundAllocatorPassesTheCheck() throws IOException {
        assertEquals(0, replay(BUMP, "--check", "--allocator", "pinfold", trace()));
        assertTrue(out.toString().contains("clean"), out::toString);
    }

    @Test
    void aBrokenAllocatorFailsTheCheck() throws IOException {
        Function<Demand, Peer> forgetful = work -> new DelegatingPeer(new BumpPeer(work.slots())) {
            @Override
            public long resize(int slot, long oldSize, long size) {
                return super.allocate(slot, size);
            }
        };
        assertEquals(1, replay(forgetful, "--check", "--allocator", "pinfold", trace()));
        assertTrue(out.toString().contains("FAILED t: pinfold FAILED the check"), out::toString);
        assertTrue(out.toString().contains("is corrupted from offset 0"), out::toString);
    }

    @Test
    void aSlowAllocatorFailsARequiredTime() throws IOException {
        Function<Demand, Peer> slow = work -> new SlowPeer(GLIBC.apply(work));
        assertEquals(1, replay(slow, "--time", "--rounds", "3", "--require", "glibc=2", timingTrace()));
        assertTrue(out.toString().contains("'time at most 2.0 x glibc' was not met"), out::toString);
        assertEquals(0, replay(slow, "--time", "--rounds", "3", "--require", "glibc=100000", timingTrace()));
    }

    @Test
    void aWastefulAllocatorFailsARequiredMemory() throws IOException {
        Function<Demand, Peer> wasteful = work -> new WastefulPeer(GLIBC.apply(work));
        String trace = largeBlocks();
        assertEquals(1, replay(wasteful, "--memory", "--copies", "1", "--require-memory", "glibc=1.5", trace));
        assertTrue(out.toString().contains("'peak resident at most 1.5 x glibc' was not met"), out::toString);
        assertEquals(0, replay(wasteful, "--memory", "--copies", "1", "--require-memory", "glibc=10", trace));
    }

    @Test
    void thePageShowsMemoryOverTime() throws IOException {
        Path page = folder.resolve("m.html");
        assertEquals(0, replay(GLIBC, "--memory", "--copies", "1", "--allocator", "pinfold,glibc", "--report",
                page.toString(), largeBlocks()));
        String html = Files.readString(page);
        assertTrue(html.contains("<svg") && html.contains("resident bytes of each allocator over time"), html);
        assertTrue(html.contains("<td>glibc</td>"), html);
    }

    @Test
    void thePageShowsWhatWasAskedForAndWhatFailed() throws IOException {
        Path page = folder.resolve("m.html");
        Function<Demand, Peer> forgetful = work -> new DelegatingPeer(new BumpPeer(work.slots())) {
            @Override
            public long resize(int slot, long oldSize, long size) {
                return super.allocate(slot, size);
            }
        };
        assertEquals(1, replay(forgetful, "--check", "--allocator", "pinfold", "--report", page.toString(), trace()));
        String html = Files.readString(page);
        assertTrue(html.contains("<td class=\"bad\">FAILED</td>"), html);
        assertTrue(html.contains("<p class=\"warning\">Not all is well: 1 found</p>"), html);
        assertFalse(html.contains("<svg"), "nothing was timed or watched");
    }

    @Test
    void pinfoldWithoutAnAnswerFailsAndAPeerWithoutOneIsShown() throws IOException {
        Function<Demand, Peer> lost = work -> {
            throw new PeerMissingException("not installed: liblost.so", null);
        };
        assertEquals(1, replay(lost, "--check", "--allocator", "pinfold", trace()));
        assertTrue(out.toString().contains("gave no answer"), out::toString);
        Peers peers = new Peers(List.of(new PeerKind("pinfold", BUMP), new PeerKind("glibc", lost)));
        assertEquals(0, replay(peers, "--check", "--allocator", "pinfold,glibc", trace()));
        assertTrue(out.toString().contains("glibc, CHECK, FAILED"), out::toString);
        assertTrue(out.toString().contains("not installed: liblost.so"), out::toString);
    }

    @Test
    void jsonHasFiguresMachineAndDigest() throws IOException {
        Path file = folder.resolve("r.json");
        assertEquals(0, replay(BUMP, "--check", "--allocator", "pinfold", "--json", file.toString(), trace()));
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertEquals(64, json.get("pinfoldClassesSha256").asText().length());
        assertTrue(json.at("/machine/jdk").asText().contains(Runtime.version().toString()));
        assertTrue(json.get("command").toString().contains("--check"));
        JsonNode check = json.at("/traces/0/allocators/0/check");
        assertEquals(check.get("expectedBlocks").asLong(), check.get("verifiedBlocks").asLong());
        assertTrue(check.get("verifiedBlocks").asLong() > 0);
        assertTrue(json.get("problems").isEmpty());
    }

    @Test
    void badUsageIsOneLineAndExitCodeTwo() throws IOException {
        assertUsage("no allocator 'none'", "--allocator", "none", trace());
        assertUsage("--report: no folder", "--time", "--report", folder.resolve("no/m.html").toString(), trace());
        assertUsage("no such file", folder.resolve("gone.trace").toString());
        assertUsage("--rounds must be from 1", "--rounds", "0", trace());
        assertUsage("--copies must be from 1", "--copies", "0", trace());
        assertUsage("Unknown option: '--nonsense'", "--nonsense");
        assertUsage("Invalid value for option '--rounds'", "--rounds", "x", trace());
        assertUsage("nothing to judge", "--check", "--require", "glibc=1", trace());
        assertUsage("nothing to judge", "--allocator", "pinfold", "--require", "glibc=1", trace());
        assertUsage("nothing to judge 'peak resident at most 2.0 x glibc' by: add --memory", "--check",
                "--require-memory", "glibc=2", trace());
        assertUsage("'NaN' is not a number", "--require", "glibc=NaN", trace());
        assertUsage("must be more than 0", "--require", "glibc=0", trace());
        assertUsage("say how much is allowed, as in --require glibc=1.1", "--require", "glibc", trace());
        assertUsage("name that one", "--require-memory", "pinfold=1", trace());
        assertUsage("--rounds is for --time", "--check", "--rounds", "2", trace());
        assertUsage("--json: no folder", "--json", folder.resolve("no/r.json").toString(), trace());
        assertUsage("is a folder: name a file in it", "--json", folder.toString(), trace());
        String file = folder.resolve("both").toString();
        assertUsage("name the same file", "--json", file, "--report", folder.resolve("./both").toString(), trace());
    }

    @Test
    void aMalformedTraceIsRefusedWithFileAndLine() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.trace"), Traces.text(1, 1, "a 0 0 8") + "f 0 0 9\n");
        assertUsage(bad + ":3: ", bad.toString());
    }

    @Test
    void theWholeCommandLineHasHelpAndVersionAndNeedsACommand() {
        CommandLine pinfold = Pinfold.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        assertEquals(0, pinfold.execute("--help"));
        assertEquals(0, pinfold.execute("--version"));
        assertEquals(0, pinfold.execute("replay", "--help"));
        assertTrue(out.toString().contains("--require-memory"), out::toString);
        assertTrue(out.toString().contains("pinfold "), out::toString);
        assertEquals(2, pinfold.execute());
        assertTrue(err.toString().contains("which command?"), err::toString);
        assertEquals(2, pinfold.execute("nonsense"));
        assertTrue(err.toString().contains("no command 'nonsense'; known: replay"), err::toString);
    }

    private void assertUsage(String message, String... arguments) throws IOException {
        err.getBuffer().setLength(0);
        assertEquals(2, replay(BUMP, arguments), message);
        assertTrue(err.toString().contains(message), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertFalse(out.toString().contains("events"), "nothing was run");
    }

    private int replay(Function<Demand, Peer> pinfold, String... arguments) {
        return replay(new Peers(List.of(new PeerKind("pinfold", pinfold), new PeerKind("glibc", GLIBC))), arguments);
    }

    private int replay(Peers peers, String... arguments) {
        CommandLine command =
                new CommandLine(new ReplayCommand(peers, InProcessWorker.launcher(peers)));
        return UsageErrors.toldBy(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String trace() throws IOException {
        return Files.writeString(folder.resolve("t.trace"), Traces.random(21, 2, 30, 1000)).toString();
    }

    /** Pairs of small blocks, whose cost is the allocator's. */
    private String timingTrace() throws IOException {
        String[] lines = new String[4000];
        for (int pair = 0; pair < lines.length / 2; pair++) {
            lines[2 * pair] = "a 0 0 64";
            lines[2 * pair + 1] = "f 0 0";
        }
        return Files.writeString(folder.resolve("pairs.trace"), Traces.text(1, 1, lines)).toString();
    }

    /** 64 MiB live in blocks so large that this virtual machine's own growth is small beside them. */
    private String largeBlocks() throws IOException {
        String[] lines = new String[64];
        for (int block = 0; block < lines.length; block++) {
            lines[block] = "a 0 " + block + " " + (1 << 20);
        }
        return Files.writeString(folder.resolve("large.trace"), Traces.text(1, 64, lines)).toString();
    }
}
