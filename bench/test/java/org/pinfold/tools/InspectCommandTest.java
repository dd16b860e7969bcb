package org.pinfold.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinfold.tools.watch.WatchedVm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The command as users meet it, on another process. */
class InspectCommandTest {
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int inspect(String... arguments) {
        return Pinfold.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("inspect"), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void heapsOfAnotherProcessAreDrawn() throws Exception {
        Path page = folder.resolve("p.html");
        Path json = folder.resolve("p.json");
        try (WatchedVm vm = WatchedVm.start("unprepared")) {
            assertEquals(0, inspect(vm.pid(), "--report", page.toString(), "--json", json.toString()), err::toString);
            String html = Files.readString(page);
            assertTrue(html.contains("<dd>" + vm.pid() + " org.pinfold.tools.watch.WatchedProgram</dd>"), html);
            assertTrue(html.contains("<h2>orders</h2>") && html.contains("<h2>a &lt;b&gt;,"), html);
            assertTrue(html.contains("aria-label=\"superslab 0\""), html);
            assertTrue(html.contains("a huge block that begins before"), "5 MB are more than a superslab");
            assertTrue(out.toString().contains("orders: 12M open of 64M, in 3 superslabs: 3 in use"), out::toString);
            assertTrue(out.toString().matches("(?s).*\n +112B +2 +192K +1,000 .*"), out::toString);
            assertTrue(out.toString().contains("heap map: " + page.toAbsolutePath()), out::toString);
            JsonNode orders = new ObjectMapper().readTree(json.toFile()).get("orders");
            assertEquals(3, orders.get("superslabs").size());
            assertEquals(0, inspect(vm.pid(), "--heap", "orders", "--report", page.toString()), err::toString);
            assertFalse(Files.readString(page).contains("<h2>a &lt;b&gt;"), "another heap");
        }
    }

    @Test
    void withoutAHeapThereIsNoPage() throws IOException {
        Path page = folder.resolve("p.html");
        try (WatchedVm vm = WatchedVm.start("no-heap")) {
            assertEquals(1, inspect(vm.pid(), "--report", page.toString()));
            assertTrue(err.toString().contains("has Pinfold, but no heap is open now"), err::toString);
            assertFalse(Files.exists(page));
        }
    }

    @Test
    void badUsageIsOneLineAndExitCodeTwo() {
        for (List<String> bad : List.of(List.of("x"), List.of("1", "--report", folder.resolve("no/p.html").toString()),
                List.of("1", "--json", folder.resolve("no/p.json").toString()))) {
            err.getBuffer().setLength(0);
            assertEquals(2, inspect(bad.toArray(String[]::new)), bad::toString);
            assertEquals(1, err.toString().lines().count(), err::toString);
        }
    }

    @Test
    void theHelpTellsWhatThereIs() {
        assertEquals(0, inspect("--help"));
        String help = out.toString().replaceAll("\\s+", "");
        List<String> missing = new ArrayList<>(List.of("PID", "--heap=NAME", "--report=FILE", "--json=FILE",
                "--load-agent", "pinfold-heaps-PID.html", "first 256 are drawn"));
        missing.removeIf(each -> help.contains(each.replace(" ", "")));
        assertEquals(List.of(), missing, help);
    }
}
