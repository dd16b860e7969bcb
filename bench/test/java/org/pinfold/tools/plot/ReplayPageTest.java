package org.pinfold.tools.plot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pinfold.tools.memory.MemoryResult;
import org.pinfold.tools.memory.Reading;
import org.pinfold.tools.replay.CheckResult;
import org.pinfold.tools.report.AllocatorResult;
import org.pinfold.tools.report.Failure;
import org.pinfold.tools.report.MachineFacts;
import org.pinfold.tools.report.ResultsFile;
import org.pinfold.tools.report.TimeResult;
import org.pinfold.tools.report.TraceResult;
import org.pinfold.tools.worker.Job.Purpose;
import org.pinfold.tools.worker.WorkerException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The page of replays that nobody has run: glibc takes twice Pinfold's time under one trace, then eight times. */
class ReplayPageTest {
    private static final long MIB = 1 << 20;

    @Test
    void everyFigureStandsInATable() throws IOException {
        String html = html(0);
        assertTrue(html.contains(Html.row("glibc", "-", "-", "-", "20.0", "10.0..30.0", "0.50", "40.0", "2.00",
                "0.50")), html);
        assertTrue(html.contains(Html.row("glibc", "0.25", "0.13", "0.50")), "time under all traces");
        assertTrue(html.contains(Html.row("glibc", "0.50", "0.50", "0.50")), "memory under all traces");
        assertTrue(html.contains("<h2>one</h2>") && html.contains("<h2>two</h2>"), html);
    }

    @Test
    void theVerdictOnTheBytesCannotBeMissed() throws IOException {
        String sound = html(0);
        assertTrue(sound.contains("<td>one</td><td>pinfold</td><td class=\"good\">as written</td><td>2</td>"
                + "<td>1,000 of 1,000</td><td>3.0</td><td>0</td>"), sound);
        assertFalse(sound.contains("class=\"bad\"") || sound.contains("class=\"warning\""), "all is well");
        String broken = html(3);
        assertTrue(broken.contains("<td class=\"bad\">FAILED</td>"), broken);
        assertTrue(broken.contains("<p class=\"warning\">Not all is well: 1 found</p>"), broken);
        assertTrue(broken.contains("byte 1 was &lt;overwritten&gt;"), broken);
    }

    @Test
    void picturesShowTimeAndMemoryBesideThePeers() throws IOException {
        List<String> pictures = Html.pictures(html(0));
        assertEquals(2 + 2 * 5, pictures.size(), "means, and five of each trace");
        for (String label : List.of(">pinfold<", ">glibc<", ">CPU ns an event, net<")) {
            assertTrue(pictures.get(2).contains(label), label);
        }
        assertTrue(pictures.get(5).contains(">committed<"), "Pinfold's own memory");
    }

    @Test
    void itSaysWhatRanAndWhere() throws IOException {
        String html = html(0);
        for (String text : List.of("pinfold replay --rounds 3", "a &lt;cpu&gt;, 2 cores", "0123456789abcdef",
                "2026-01-02", "yes, tier verify", "libc.so.6 &lt;of the system&gt;", "one, two",
                "mimalloc, TIME, FAILED: not installed")) {
            assertTrue(html.contains(text), text);
        }
        Html.assertNeedsNothingElse(html);
        Html.assertOnlyColoursOfInk(html);
    }

    @Test
    void whatWasNotAskedForIsNotThere() throws IOException {
        TraceResult trace = new TraceResult("one", 1, 1, 1, null,
                List.of(new AllocatorResult("pinfold", check(0), null, null, List.of())));
        String html = ReplayPage.of(new ResultsFile(List.of("replay"), new MachineFacts("", 2, "", "", ""),
                "2026-01-02", "0123", "UNCHECKED", 1, Map.of(Purpose.CHECK, List.of()), List.of(trace), List.of()))
                .html();
        assertEquals(List.of(), Html.pictures(html));
        assertFalse(html.contains("Time under all traces") || html.contains("ns/event"), html);
        assertTrue(html.contains("UNCHECKED"), html);
    }

    private static String html(long violations) throws IOException {
        Map<Purpose, List<String>> options = new LinkedHashMap<>();
        List.of(Purpose.values()).forEach(purpose -> options.put(purpose, List.of()));
        return ReplayPage.of(new ResultsFile(List.of("replay", "--rounds", "3"),
                new MachineFacts("a <cpu>", 2, "Linux", "amd64", "25"), "2026-01-02", "0123456789abcdef", "verify", 1,
                options, List.of(trace("one", 2, violations), trace("two", 8, 0)),
                violations == 0 ? List.of() : List.of("one: pinfold FAILED the check"))).html();
    }

    private static TraceResult trace(String name, int times, long violations) {
        List<AllocatorResult> rows = new ArrayList<>();
        rows.add(new AllocatorResult("pinfold", check(violations), time("org.pinfold.Heap", 1), memory(20), List.of()));
        rows.add(new AllocatorResult("glibc", null, time("libc.so.6 <of the system>", times), memory(40), List.of()));
        rows.add(new AllocatorResult("mimalloc", null, null, null,
                List.of(new Failure(Purpose.TIME, WorkerException.Kind.FAILED, "not installed"))));
        return new TraceResult(name, 5_000, 2, 20 * MIB, 1.5, rows);
    }

    private static CheckResult check(long violations) {
        return new CheckResult("org.pinfold.Heap", 2, 5_000, 1_000, 1_000, 3 * MIB, violations, violations,
                violations == 0 ? List.of() : List.of("byte 1 was <overwritten>"), null);
    }

    private static TimeResult time(String identity, int times) {
        return new TimeResult(identity, 1, 10 * times, 5 * times, 15 * times,
                List.of(5.0 * times, 10.0 * times, 15.0 * times));
    }

    private static MemoryResult memory(int mib) {
        return new MemoryResult("made up", 1, 20 * MIB, mib * MIB, 0, 2,
                List.of(new Reading(0, 0, 0, 0, 0), new Reading(1, 20 * MIB, mib * MIB, 0, mib * MIB)), Map.of());
    }
}
