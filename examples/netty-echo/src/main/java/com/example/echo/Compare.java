package com.example.echo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts the same load on servers with different allocators, in turn, and compares them. */
@Command(name = "compare", mixinStandardHelpOptions = true, showDefaultValues = true,
        description = "Compares allocators of Netty's buffers in an HTTP echo server, on this machine.")
final class Compare implements Callable<Integer> {
    @Option(names = "--allocator", split = ",", description = "which: ${COMPLETION-CANDIDATES}")
    private List<Allocator> allocators = List.of(Allocator.values());
    @Option(names = "--rounds", description = "of each allocator")
    private int rounds = 5;
    @Option(names = "--warm-up", description = "seconds before anything is measured")
    private double warmUp = 8;
    @Option(names = "--seconds", description = "how long each round measures")
    private double seconds = 15;
    @Option(names = "--rest", description = "seconds from the end of a load to the look at memory")
    private double rest = 3;
    @Option(names = "--connections", description = "each with one request at a time")
    private int connections = 64;
    @Option(names = "--threads", description = "event loops, of the server and of the client")
    private int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    @Option(names = "--unsafe", description = "lets Netty use Unsafe in the servers")
    private boolean unsafe;
    @Option(names = "--seed", description = "of the requests")
    private long seed = 1;
    @Option(names = "--json", description = "where the results go")
    private Path json = Path.of("target", "netty-echo.json");
    @Spec
    private CommandSpec spec;

    /** Of one round, in the order in which they ran. */
    record Round(int round, Allocator allocator, Figures figures) {
    }

    /** All that there is to know afterwards. */
    record Results(String java, String netty, int processors, Map<String, Object> options, List<Round> rounds,
            Map<Allocator, Figures> medians) {
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Compare()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || connections < 1 || threads < 1 || !(seconds > 0 && warmUp >= 0 && rest >= 0)) {
            throw new ParameterException(spec.commandLine(), "rounds, connections, threads and seconds have to be more"
                    + " than 0, warm-up and rest no less");
        }
        List<Round> done = new ArrayList<>();
        List<Allocator> order = new ArrayList<>(allocators);
        for (int round = 1; round <= rounds; round++) {
            for (Allocator allocator : order) {
                System.err.printf(Locale.ROOT, "round %d of %d: %-8s ... ", round, rounds, allocator);
                Figures figures = measure(allocator);
                System.err.printf(Locale.ROOT, "%.0f requests/s%n", figures.requestsPerSecond());
                done.add(new Round(round, allocator, figures));
            }
            // So that nobody is always the first.
            Collections.rotate(order, 1);
        }
        Results results = results(done);
        print(results.medians());
        write(results);
        return 0;
    }

    private Figures measure(Allocator allocator) throws IOException, InterruptedException {
        try (ServerProcess server = new ServerProcess(allocator, threads, unsafe);
                Load load = new Load(server.port(), connections, threads, seed)) {
            Load.Outcome outcome = load.run(ofSeconds(warmUp), ofSeconds(seconds));
            Thread.sleep(ofSeconds(rest));
            return Figures.of(outcome, server.residentKib(), server.peakKib());
        }
    }

    private static Duration ofSeconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private Results results(List<Round> done) {
        Map<Allocator, Figures> medians = new EnumMap<>(Allocator.class);
        for (Allocator allocator : allocators) {
            medians.put(allocator, Figures.medians(done.stream()
                    .filter(round -> round.allocator() == allocator).map(Round::figures).toList()));
        }
        Map<String, Object> options = Map.of("rounds", rounds, "warmUp", warmUp, "seconds", seconds, "rest", rest,
                "connections", connections, "threads", threads, "unsafe", unsafe, "seed", seed,
                "bodyBytes", Arrays.toString(Load.BODY_BYTES));
        String netty = Version.identify(ByteBufAllocator.class.getClassLoader()).get("netty-buffer").artifactVersion();
        return new Results(Runtime.version().toString(), netty, Runtime.getRuntime().availableProcessors(), options,
                done, medians);
    }

    private static void print(Map<Allocator, Figures> medians) {
        System.out.println("| medians | requests/s | p50 us | p99 us | p99.9 us | resident after, MiB | peak, MiB |");
        System.out.println("|---|---|---|---|---|---|---|");
        medians.forEach((allocator, figures) -> System.out.printf(Locale.ROOT,
                "| %s | %.0f | %.0f | %.0f | %.0f | %.1f | %.1f |%n", allocator.name().toLowerCase(Locale.ROOT),
                figures.requestsPerSecond(), figures.p50Micros(), figures.p99Micros(), figures.p999Micros(),
                figures.residentMib(), figures.peakMib()));
    }

    private void write(Results results) throws IOException {
        Path file = json.toAbsolutePath();
        Files.createDirectories(file.getParent());
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), results);
        System.out.println("all rounds: " + file);
    }
}
