package org.pinfold.tools;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.pinfold.tools.report.VariantsReport;
import org.pinfold.tools.trace.TraceFiles;
import org.pinfold.tools.trace.TraceReader;
import org.pinfold.tools.variants.HeaderMemory;
import org.pinfold.tools.variants.Order;
import org.pinfold.tools.variants.Variant;
import org.pinfold.tools.variants.VariantRounds;
import org.pinfold.tools.variants.VariantTimes;
import org.pinfold.tools.variants.Variants;
import org.pinfold.tools.variants.WrongSizeException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pinfold variants}. */
@Command(name = "variants", mixinStandardHelpOptions = true, versionProvider = VersionText.class,
        footer = {"%nExamples:",
            "  pinfold variants",
            "  pinfold variants --rounds 3 --blocks 10000"},
        description = "Times ways to find the size of a block that is freed: Pinfold's table, a header byte before the "
                + "block, and a header whose page is probed first; and tells what headers take in memory under the "
                + "recorded traces. Fails if one finds a wrong size.")
final class VariantsCommand implements Callable<Integer> {
    private static final int MAX_BLOCKS = 1 << 24;
    private static final int MAX_ROUNDS = 1000;

    @Option(names = "--rounds", paramLabel = "N", description = "Timed rounds. Default: ${DEFAULT-VALUE}.")
    private int rounds = 15;

    @Option(names = "--blocks", paramLabel = "N", description = "Live blocks of each variant. Default: "
            + "${DEFAULT-VALUE}, more than caches hold.")
    private int blocks = 1 << 18;

    @Option(names = "--seed", paramLabel = "N", description = "Decides sizes and the random order. Default: "
            + "${DEFAULT-VALUE}.")
    private long seed = 1;

    @Spec
    private CommandSpec spec;

    private final List<Supplier<Variant>> variants;
    private final int visits;

    VariantsCommand() {
        this(Variants.all(), 1 << 18);
    }

    /** A command that times {@code variants} in passes of at least {@code visits} visits of blocks. */
    VariantsCommand(List<Supplier<Variant>> variants, int visits) {
        this.variants = variants;
        this.visits = visits;
    }

    @Override
    public Integer call() throws IOException {
        OptionValues.requireRange(spec, "--rounds", rounds, 1, MAX_ROUNDS);
        OptionValues.requireRange(spec, "--blocks", blocks, 1, MAX_BLOCKS);
        List<Path> traces = TraceFiles.ofProject();
        if (traces.isEmpty()) {
            throw usage("no trace found in " + TraceFiles.folder().toAbsolutePath());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf("pinfold variants --rounds %d --blocks %d --seed %d%n%n", rounds, blocks, seed);
        try {
            for (Order order : Order.values()) {
                out.println(VariantsReport.times(order, times(order)));
                out.flush();
            }
        } catch (WrongSizeException e) {
            out.println("FAILED " + e.getMessage());
            out.flush();
            return CommandLine.ExitCode.SOFTWARE;
        }
        out.println(VariantsReport.memory(memory(traces)));
        out.print(VariantsReport.legend());
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private List<VariantTimes> times(Order order) {
        try (Progress progress = new Progress(spec.commandLine().getErr())) {
            return new VariantRounds(variants, blocks, visits, rounds, seed, progress::at).run(order);
        }
    }

    private static List<HeaderMemory> memory(List<Path> traces) throws IOException {
        List<HeaderMemory> memory = new ArrayList<>();
        for (Path trace : traces) {
            memory.add(HeaderMemory.of(TraceReader.read(trace)));
        }
        return memory;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
