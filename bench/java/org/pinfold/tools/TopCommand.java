package org.pinfold.tools;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jline.utils.AttributedString;
import org.pinfold.tools.watch.Reading;
import org.pinfold.tools.watch.RemoteHeaps;
import org.pinfold.tools.watch.Screen;
import org.pinfold.tools.watch.Target;
import org.pinfold.tools.watch.TargetException;
import org.pinfold.tools.watch.TopView;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pinfold top}. */
@Command(name = "top", mixinStandardHelpOptions = true, versionProvider = VersionText.class,
        footer = {"%nExamples:",
            "  pinfold top",
            "  pinfold top 4711",
            "  pinfold top 4711 --once --json"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is well", "1:the process cannot be watched, or not any more", "2:bad usage"},
        description = {
            "Shows the Pinfold heaps of a running Java process, again and again.%n",
            "A line a heap: what users have (live), free blocks in threads' caches and in slabs, what is open "
                + "(committed), in physical memory (resident) and allowed (limit), misuse reported so far; and by "
                + "the second: system calls, and bytes purged. Below, of one heap, the size classes and "
                + "the caches that have most bytes. Sizes are in bytes, K, M, G, each 1,024 times the one before.%n",
            "In a terminal: q or Escape quits, Tab and the arrows choose a heap, space reads at once. Elsewhere, and "
                + "with --once, --count or --json, it prints one reading after the other.%n",
            WatchedProcess.HOW})
final class TopCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;
    private static final double SHORTEST = 0.1;
    private static final double LONGEST = 86_400;
    private static final int ENDLESS = 0;
    private static final int PLAIN_WIDTH = 120;
    private static final int PLAIN_HEIGHT = 60;

    @Mixin
    private WatchedProcess process = new WatchedProcess();

    @Option(names = "--interval", paramLabel = "SECONDS", description = "From one reading to the next, at least "
            + "0.1. Default: ${DEFAULT-VALUE}.")
    private double interval = 2;

    @Option(names = "--count", paramLabel = "N", description = "End after N readings. Default: when the process ends, "
            + "or you say so.")
    private Integer count;

    @Option(names = "--once", description = "The same as --count 1.")
    private boolean once;

    @Option(names = "--json", description = "Print each reading as one line of JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!(interval >= SHORTEST && interval <= LONGEST)) {
            throw new ParameterException(spec.commandLine(),
                    "--interval must be from 0.1 to 86400 seconds, not " + interval);
        }
        if (count != null && (once || count < 1)) {
            throw new ParameterException(spec.commandLine(), once
                    ? "--once is the same as --count 1: give one of them" : "--count must be at least 1, not " + count);
        }
        return process.run(spec, (target, heaps) -> {
            if (count != null || once || json || !Screen.isThere()) {
                print(target, heaps);
            } else {
                watch(target, heaps);
            }
            return CommandLine.ExitCode.OK;
        });
    }

    /** Until nobody reads it any more, if there is no count. */
    private void print(Target target, RemoteHeaps heaps) throws TargetException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        int last = once ? 1 : count == null ? ENDLESS : count;
        Reading before = null;
        for (int number = 1; ; number++) {
            Reading now = Reading.of(heaps, process.heap());
            if (json) {
                out.println(new ObjectMapper().writeValueAsString(asJson(target, now)));
            } else {
                lines(target, before, now, PLAIN_WIDTH, PLAIN_HEIGHT)
                        .forEach(line -> out.println(line.toString().stripTrailing()));
                out.println();
            }
            // Between the writer and the stream is another one, which does not pass on that nobody reads any more.
            if (out.checkError() || System.out.checkError() || number == last) {
                return;
            }
            before = now;
            LockSupport.parkNanos((long) (interval * NANOS));
        }
    }

    private static Map<String, Object> asJson(Target target, Reading reading) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("pid", target.pid());
        all.put("time", Instant.now().toString());
        all.put("heaps", reading.heaps());
        all.put("heap", reading.chosen());
        all.put("caches", reading.caches());
        return all;
    }

    private void watch(Target target, RemoteHeaps heaps) throws TargetException, IOException {
        String chosen = process.heap();
        Reading before = null;
        try (Screen screen = new Screen()) {
            Reading now = Reading.of(heaps, chosen);
            chosen = now.chosen();
            for (;;) {
                screen.show(lines(target, before, now, screen.width(), screen.height()));
                Screen.Wish wish = screen.await((long) (interval * NANOS));
                switch (wish) {
                    case QUIT -> {
                        return;
                    }
                    case NEXT -> chosen = now.neighbour(1);
                    case PREVIOUS -> chosen = now.neighbour(-1);
                    default -> { }
                }
                if (wish != Screen.Wish.RESIZED) {
                    before = now;
                    now = Reading.of(heaps, chosen);
                }
            }
        }
    }

    private static List<AttributedString> lines(Target target, Reading before, Reading now, int width, int height) {
        return TopView.of("pinfold top: " + target.pid() + " " + target.program(), before, now, width, height);
    }
}
