package org.pinfold.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinfold.tools.watch.WatchedVm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The command as users meet it, on other processes. */
class TopCommandTest {
    private static final int PATIENCE_SECONDS = 60;
    private static final String WARNING = "A Java agent has been loaded dynamically";

    private StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int top(String... arguments) {
        return Pinfold.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("top"), Stream.of(arguments)).toArray(String[]::new));
    }

    /** Neither is told of by the virtual machine: no agent is loaded. */
    @ParameterizedTest
    @ValueSource(strings = {"unprepared", "registered", "-XX:-EnableDynamicAgentLoading"})
    void heapsOfAnotherProcessAreShown(String kind) throws Exception {
        try (WatchedVm vm = WatchedVm.start(kind)) {
            assertEquals(0, top(vm.pid(), "--count", "2", "--interval", "0.1"), err::toString);
            List<String> orders = out.toString().lines().filter(line -> line.startsWith("> orders")).toList();
            assertEquals(2, orders.size(), out::toString);
            assertTrue(orders.getFirst().matches("> orders +4\\.9M .* 64M +0 +- +-"), orders::getFirst);
            assertTrue(orders.getLast().matches("> orders .* 64M +0 +[\\d.]+ +0B"), orders::getLast);
            assertTrue(out.toString().matches("(?s).*\n112B +2 +1,000 .*"), out::toString);
            assertTrue(out.toString().contains("\norders: caches\n"), out::toString);
            assertTrue(out.toString().matches("(?s).*\nmain #\\d+ .*"), out::toString);
            assertFalse(out.toString().contains("\u001b"), "an escape sequence, though this is no terminal");
            assertTrue(out.toString().contains("a <b>,?[31m"), out::toString);
            assertFalse(vm.end().contains(WARNING), vm::warnings);
        }
    }

    @Test
    void readingsAreJsonForPrograms() throws Exception {
        try (WatchedVm vm = WatchedVm.start("unprepared")) {
            assertEquals(0, top(vm.pid(), "--once", "--json", "--heap", "orders"), err::toString);
            assertEquals(1, out.toString().lines().count());
            JsonNode root = new ObjectMapper().readTree(out.toString());
            assertEquals(vm.pid(), root.get("pid").asText());
            assertTrue(root.at("/heaps/orders/liveBytes").asLong() > 5_000_000);
            assertEquals(1_000, root.at("/heaps/orders/classes/0/liveBlocks").asLong());
            assertEquals("THREAD", root.at("/caches/0/owner").asText());
            assertEquals(1, top(vm.pid(), "--once", "--heap", "none"));
            assertError("has no heap 'none': give one of a <b>,");
        }
    }

    @Test
    void aProcessThatEndsMeanwhileEndsTheCommand() throws Exception {
        try (WatchedVm vm = WatchedVm.start("unprepared")) {
            CountDownLatch seen = new CountDownLatch(1);
            out = new StringWriter() {
                @Override
                public void write(String text, int from, int length) {
                    super.write(text, from, length);
                    if (text.contains("orders")) {
                        seen.countDown();
                    }
                }
            };
            FutureTask<Integer> watching = new FutureTask<>(() -> top(vm.pid(), "--interval", "0.1"));
            Thread.ofPlatform().start(watching);
            assertTrue(seen.await(PATIENCE_SECONDS, TimeUnit.SECONDS), err::toString);
            vm.kill();
            assertEquals(1, watching.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertError("process " + vm.pid() + " has ended: ");
            assertEquals(1, top(vm.pid()));
            assertError("there is no process " + vm.pid() + ": ");
        }
    }

    @Test
    void whereAnotherClassLoaderHasPinfoldAnAgentIsLoadedIfTheUserSaysSo() throws Exception {
        try (WatchedVm vm = WatchedVm.withOwnLoader()) {
            assertEquals(1, top(vm.pid(), "--once"));
            assertError("has its Pinfold in a class loader of its own");
            assertError("or say --load-agent");
            assertEquals(0, top(vm.pid(), "--once", "--load-agent"), err::toString);
            assertTrue(out.toString().contains("> orders"), out::toString);
            assertEquals(0, top(vm.pid(), "--once"), "now it is registered");
            assertTrue(vm.end().contains(WARNING), "the canary of the other tests: " + vm.warnings());
        }
        try (WatchedVm vm = WatchedVm.withOwnLoader("-XX:-EnableDynamicAgentLoading")) {
            assertEquals(1, top(vm.pid(), "--once", "--load-agent"));
            assertError("start it with -XX:+EnableDynamicAgentLoading, or call HeapMBeans.registerAll() in it");
        }
    }

    @Test
    void aProcessThatCannotBeWatchedSaysWhy() throws Exception {
        try (WatchedVm vm = WatchedVm.withoutPinfold()) {
            assertEquals(1, top(vm.pid(), "--once"));
            assertError("process " + vm.pid() + " has no Pinfold loaded: ");
            assertEquals(1, top(vm.pid(), "--once", "--load-agent"));
            assertError("has no Pinfold, or no heap of it is open: ");
        }
        try (WatchedVm vm = WatchedVm.start("-XX:+DisableAttachMechanism")) {
            assertEquals(1, top(vm.pid(), "--once"));
            assertError("was started with -XX:+DisableAttachMechanism: start it without");
        }
        assertEquals(1, top(Long.toString(ProcessHandle.current().pid())));
        assertError("is this tool itself");
    }

    /** The signal by which the JDK asks to be let in would end it. */
    @Test
    void aProcessThatIsNoVirtualMachineIsLeftAlone() throws IOException {
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            assertEquals(1, top(Long.toString(other.pid())));
            assertError("is no Java virtual machine");
            assertTrue(other.isAlive());
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void withoutANumberProcessesAreListed() throws Exception {
        try (WatchedVm with = WatchedVm.start("unprepared"); WatchedVm without = WatchedVm.withoutPinfold()) {
            assertEquals(0, top());
            assertTrue(out.toString().matches("(?s).*\\b" + with.pid()
                    + "  org.pinfold.tools.watch.WatchedProgram\n.*"), out::toString);
            assertFalse(out.toString().matches("(?s).*\\b" + without.pid() + "  .*"), out::toString);
            assertTrue(out.toString().contains("have no Pinfold; 'pinfold top PID' looks at one that has"),
                    out::toString);
        }
    }

    @Test
    void aHeapMayComeLater() throws Exception {
        try (WatchedVm vm = WatchedVm.start("no-heap")) {
            assertEquals(0, top(vm.pid(), "--once"), err::toString);
            assertTrue(out.toString().contains("no heap is open now"), out::toString);
        }
    }

    @Test
    void badUsageIsOneLineAndExitCodeTwo() {
        for (List<String> bad : List.of(List.of("x"), List.of("-1"), List.of("0"), List.of("1", "2"),
                List.of("1", "--interval", "0"), List.of("1", "--interval", "NaN"), List.of("1", "--count", "0"),
                List.of("1", "--once", "--count", "1"), List.of("--once"), List.of("--heap", "orders"))) {
            err.getBuffer().setLength(0);
            assertEquals(2, top(bad.toArray(String[]::new)), bad::toString);
            assertEquals(1, err.toString().lines().count(), err::toString);
        }
    }

    @Test
    void theHelpTellsWhatThereIs() {
        assertEquals(0, top("--help"));
        String help = out.toString().replaceAll("\\s+", "");
        List<String> missing = new ArrayList<>(List.of("PID", "--heap=NAME", "--interval=SECONDS", "--count=N",
                "--once", "--json", "--load-agent", "HeapMBeans.registerAll()", "DisableAttachMechanism",
                "q or Escape quits", "Exit codes:"));
        missing.removeIf(each -> help.contains(each.replace(" ", "")));
        assertEquals(List.of(), missing, help);
    }

    private void assertError(String message) {
        assertTrue(err.toString().contains("pinfold top: "), err::toString);
        assertTrue(err.toString().contains(message), err::toString);
        assertFalse(err.toString().contains("\tat "), err::toString);
    }
}
