package org.pinfold.tools.doctor;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.pinfold.os.Machine;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pinfold doctor}. */
@Command(name = "doctor", mixinStandardHelpOptions = true,
        footer = {"%nExamples:",
            "  pinfold doctor",
            "  pinfold doctor --live-mib 10240 --block-bytes 64,256"},
        description = "Tells what is in force on this machine and what to change. Fails if Pinfold cannot work here.")
public final class DoctorCommand implements Callable<Integer> {
    private static final long MIB = 1 << 20;
    private static final long LARGEST_BLOCK = 1L << 40;

    @Spec
    private CommandSpec spec;

    @Option(names = "--live-mib", paramLabel = "N", description = "Also computes what the records of so many MiB of "
            + "blocks take on the Java heap; nothing is allocated. Default: ${DEFAULT-VALUE}.")
    private long liveMib = 1024;

    @Option(names = "--block-bytes", paramLabel = "N", split = ",", description = "Of what size those blocks are; "
            + "several sizes separated by commas. Default: ${DEFAULT-VALUE}.")
    private List<Long> blockBytes = List.of(64L, 128L, 1024L, 16_384L);

    @Override
    public Integer call() {
        requireUsable();
        ProcessFacts process = ProcessFacts.read();
        Diagnosis diagnosis = new Diagnosis(Machine.read(), process);
        List<Finding> findings = new ArrayList<>(diagnosis.findings());
        try {
            findings.addAll(diagnosis.findings(DefaultHeap.measure()));
        } catch (RuntimeException | OutOfMemoryError e) {
            findings.add(Finding.problem("default heap", "cannot be made", e.toString()));
        }
        blockBytes.forEach(bytes -> findings.add(records(MetadataEstimate.of(liveMib * MIB, bytes))));
        return report(findings);
    }

    private void requireUsable() {
        if (liveMib < 1 || liveMib > LARGEST_BLOCK / MIB) {
            throw new ParameterException(spec.commandLine(),
                    "--live-mib must be from 1 to " + LARGEST_BLOCK / MIB + ", not " + liveMib);
        }
        blockBytes.stream().filter(bytes -> bytes < 1 || bytes > LARGEST_BLOCK).findFirst().ifPresent(bytes -> {
            throw new ParameterException(spec.commandLine(),
                    "--block-bytes must be from 1 to " + LARGEST_BLOCK + ", not " + bytes);
        });
    }

    private static Finding records(MetadataEstimate estimate) {
        return Finding.ok("records", String.format(Locale.ROOT,
                "%.1f MiB of Java heap for %d MiB in blocks of %d bytes: %.1f %%", (double) estimate.bytes() / MIB,
                estimate.liveBytes() / MIB, estimate.blockBytes(), 100 * estimate.share()));
    }

    private int report(List<Finding> findings) {
        PrintWriter out = spec.commandLine().getOut();
        boolean well = true;
        for (Finding finding : findings) {
            out.printf("%-8s %-23s %s%n", finding.severity(), finding.subject(), finding.value());
            if (!finding.advice().isEmpty()) {
                out.printf("%-8s %-23s -> %s%n", "", "", finding.advice());
            }
            well &= finding.severity() != Finding.Severity.PROBLEM;
        }
        out.flush();
        return well ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
