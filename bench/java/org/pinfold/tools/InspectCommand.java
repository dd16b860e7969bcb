package org.pinfold.tools;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pinfold.HeapMap;
import org.pinfold.HeapMap.SuperslabState;
import org.pinfold.jmx.HeapMXBean;
import org.pinfold.tools.plot.MapPage;
import org.pinfold.tools.watch.ClassSum;
import org.pinfold.tools.watch.MapSums;
import org.pinfold.tools.watch.RemoteHeaps;
import org.pinfold.tools.watch.Sizes;
import org.pinfold.tools.watch.Target;
import org.pinfold.tools.watch.TargetException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pinfold inspect}. */
@Command(name = "inspect", mixinStandardHelpOptions = true, versionProvider = VersionText.class,
        footer = {"%nExamples:",
            "  pinfold inspect",
            "  pinfold inspect 4711",
            "  pinfold inspect 4711 --heap orders --report orders.html"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is well", "1:the process cannot be watched, or not any more",
            "2:bad usage, or a file that cannot be written"},
        description = {
            "Draws the Pinfold heaps of a running Java process as maps, on an HTML page.%n",
            "The page has each superslab with its slabs, coloured by size class and by how much of them users "
                + "have; the slabs by class, with how full they are; large blocks; what threads' caches have; and "
                + "what of the limit is open, in use, empty, or about to go back. It needs no network and no script. "
                + "Of more than 256 superslabs, the first 256 are drawn unit by unit, and all of them as squares; of "
                + "large blocks and caches, the 50 largest are shown. A summary is printed. Sizes are in bytes, K, M, "
                + "G, each 1,024 times the one before.%n",
            "The process goes on meanwhile: so each slab is shown as it was at some moment. Nothing is changed.%n",
            WatchedProcess.HOW})
final class InspectCommand implements Callable<Integer> {
    private static final int MOST_CLASSES = 12;

    @Mixin
    private WatchedProcess process = new WatchedProcess();

    @Option(names = "--report", paramLabel = "FILE", description = "Where to write the page. Default: "
            + "pinfold-heaps-PID.html in this folder.")
    private Path report;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the maps to FILE, too.")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        OptionValues.requireOutputs(spec, json, report);
        return process.run(spec, this::inspect);
    }

    private int inspect(Target target, RemoteHeaps heaps) throws TargetException, IOException {
        Map<String, HeapMap> maps = heaps.askSome(process.heap(), HeapMXBean::map);
        PrintWriter out = spec.commandLine().getOut();
        maps.forEach((name, map) -> summarize(name, map, out));
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("process", target.pid() + " " + target.program());
        facts.put("read at", LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' '));
        Path file = report != null ? report : Path.of("pinfold-heaps-" + target.pid() + ".html");
        MapPage.write(file, facts, maps);
        out.println("heap map: " + file.toAbsolutePath());
        if (json != null) {
            new ObjectMapper().writeValue(json.toFile(), maps);
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private static void summarize(String name, HeapMap map, PrintWriter out) {
        MapSums sums = MapSums.of(map);
        out.printf(Locale.ROOT, "%s: %s open of %s, in %,d superslabs: %,d in use, %,d empty, %,d retiring; resident: "
                + "%s%n", name, Sizes.of(map.committedBytes()), Sizes.of(map.limitBytes()), map.superslabs().size(),
                MapSums.count(map, SuperslabState.IN_USE), MapSums.count(map, SuperslabState.EMPTY),
                MapSums.count(map, SuperslabState.RETIRING), Sizes.of(MapSums.resident(map)));
        out.printf(Locale.ROOT, "  live %s, in %,d caches %s, free in slabs %s, ends of slabs %s, units that no slab "
                + "has %s%n", Sizes.of(sums.live()), map.caches().size(), Sizes.of(sums.cached()),
                Sizes.of(sums.free()), Sizes.of(sums.ends()), Sizes.of(sums.units()));
        out.printf("  %10s %9s %9s %11s %11s %11s %6s%n", "blocks of", "slabs", "memory", "live", "cached", "free",
                "live");
        List<ClassSum> most = sums.classes().stream()
                .sorted(Comparator.comparingLong(ClassSum::slabBytes).reversed()).limit(MOST_CLASSES).toList();
        for (ClassSum sum : most) {
            out.printf(Locale.ROOT, "  %10s %,9d %9s %,11d %,11d %,11d %4.0f %%%n", Sizes.ofBlocks(sum.blockBytes()),
                    sum.slabs(), Sizes.of(sum.slabBytes()), sum.liveBlocks(), sum.cachedBlocks(), sum.freeBlocks(),
                    100 * sum.fill());
        }
        if (sums.classes().size() > most.size()) {
            out.printf("  %10s %d more classes, which are on the page%n", "and", sums.classes().size() - most.size());
        }
        out.println();
    }
}
