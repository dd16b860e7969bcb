package com.example.echo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts the same load on servers with different allocators, in turn, and compares them. */
@Command(name = "compare", showDefaultValues = true, sortOptions = false,
        description = "Compares allocators of Netty's buffers in an HTTP echo server, on this machine.%n%n"
                + "In a round each allocator has a server, in a virtual machine of its own. Each is warmed up;"
                + " then short bursts of load go to one after the other, in turns, so that what slows the machine for a"
                + " while slows all of them; and at last it is looked what of each server is resident. With the"
                + " defaults it takes about 11 minutes. Nothing else should run meanwhile.%n")
final class Compare implements Callable<Integer> {
    private static final Set<String> OUTPUTS = Set.of("--json", "--page");

    @Option(names = "--allocator", split = ",", description = "a server each: ${COMPLETION-CANDIDATES}. Of one named"
            + " twice the second shows beside the first what chance does. Default: pinfold,pooled,adaptive,adaptive",
            showDefaultValue = Visibility.NEVER)
    private List<Allocator> allocators =
            List.of(Allocator.PINFOLD, Allocator.POOLED, Allocator.ADAPTIVE, Allocator.ADAPTIVE);
    @Option(names = "--baseline", description = "beside which the others are shown")
    private Allocator baseline = Allocator.ADAPTIVE;
    @Option(names = "--load", description = "${COMPLETION-CANDIDATES}; wrk where it is installed, else java. Of the two"
            + " java compares every byte of the answers.", showDefaultValue = Visibility.NEVER)
    private Kind kind = WrkLoad.isInstalled() ? Kind.WRK : Kind.JAVA;
    @Option(names = "--rounds", description = "with new servers each")
    private int rounds = 5;
    @Option(names = "--warm-up", description = "seconds for each server before anything is measured; wrk takes whole"
            + " ones")
    private double warmUp = 8;
    @Option(names = "--bursts", description = "for each server in a round")
    private int bursts = 10;
    @Option(names = "--seconds", description = "that a burst lasts; wrk takes whole ones")
    private double seconds = 2;
    @Option(names = "--rest", description = "seconds from the last burst to the look at memory")
    private double rest = 3;
    @Option(names = "--connections", description = "each with one request at a time")
    private int connections = 64;
    @Option(names = "--threads", description = "event loops of each server, and threads of the load")
    private int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    @Option(names = "--unsafe", description = "lets Netty use Unsafe in the servers")
    private boolean unsafe;
    @Option(names = "--seed", description = "of the bodies and their order, of the java load")
    private long seed = 1;
    @Option(names = "--json", description = "where all figures go")
    private Path json = Path.of("target", "netty-echo.json");
    @Option(names = "--page", description = "a Markdown file for the tables and what they were measured with")
    private Path page;
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "shows this and ends")
    private boolean help;
    @Spec
    private CommandSpec spec;

    /** What sends requests. */
    enum Kind {
        WRK,
        JAVA
    }

    /** All that there is to know afterwards. */
    record Results(String date, String java, String netty, int processors, Map<String, Object> options,
            List<List<Server.Result>> rounds) {
        /** Of a page with the tables. */
        String heading() {
            return """
                    # A run of the comparison

                    Written by `./compare --page` on %s: Java %s, Netty %s, %d processors, %s.
                    [What is measured, and how](README.md)

                    """.formatted(date, java, netty, processors, options);
        }
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Compare()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || bursts < 1 || threads < 1 || connections < threads
                || !(seconds > 0 && warmUp > 0 && rest >= 0)) {
            throw new ParameterException(spec.commandLine(), "rounds, bursts and threads have to be 1 or more,"
                    + " connections no fewer than threads, seconds and warm-up more than 0, rest no less");
        }
        if (kind == Kind.WRK && !WrkLoad.isInstalled()) {
            throw new ParameterException(spec.commandLine(),
                    "there is no wrk on the path; install it, or say --load java");
        }
        Load load = kind == Kind.WRK ? new WrkLoad(connections, threads) : new JavaLoad(connections, threads, seed);
        List<List<Server.Result>> done = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            System.err.printf("round %d of %d, load by %s%n", round, rounds, kind.name().toLowerCase(Locale.ROOT));
            done.add(round(load));
        }
        Results results = results(done);
        String tables = new Summary(done, baseline).tables();
        System.out.print(tables);
        Path file = json.toAbsolutePath();
        Files.createDirectories(file.getParent());
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), results);
        System.out.println("\nall figures: " + file);
        if (page != null) {
            Files.writeString(page, results.heading() + tables);
        }
        return 0;
    }

    private List<Server.Result> round(Load load) throws IOException, InterruptedException {
        List<Server> servers = new ArrayList<>();
        try {
            for (Allocator allocator : allocators) {
                Server server = new Server(allocator, threads, unsafe);
                servers.add(server);
                server.warmUp(load, ofSeconds(warmUp));
            }
            List<Server> order = new ArrayList<>(servers);
            for (int burst = 0; burst < bursts; burst++) {
                for (Server server : order) {
                    server.burst(load, ofSeconds(seconds));
                }
                // So that nobody is always the first.
                Collections.rotate(order, 1);
            }
            Thread.sleep(ofSeconds(rest));
            List<Server.Result> results = new ArrayList<>();
            for (Server server : servers) {
                results.add(server.result());
            }
            return results;
        } finally {
            for (Server server : servers) {
                server.close();
            }
        }
    }

    private static Duration ofSeconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private Results results(List<List<Server.Result>> done) {
        Map<String, Object> options = new LinkedHashMap<>();
        for (OptionSpec option : spec.options()) {
            if (!option.usageHelp() && !OUTPUTS.contains(option.longestName())) {
                options.put(option.longestName().substring(2), option.getValue());
            }
        }
        options.put("bodyBytes", Arrays.stream(Load.BODY_BYTES).boxed().toList());
        String netty = Version.identify(ByteBufAllocator.class.getClassLoader()).get("netty-buffer").artifactVersion();
        return new Results(LocalDate.now().toString(), Runtime.version().toString(), netty,
                Runtime.getRuntime().availableProcessors(), options, done);
    }
}
