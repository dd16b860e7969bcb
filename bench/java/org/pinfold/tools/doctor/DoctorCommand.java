package org.pinfold.tools.doctor;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.pinfold.os.Machine;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pinfold doctor}. */
@Command(name = "doctor", mixinStandardHelpOptions = true,
        description = "Tells what is in force on this machine and what to change. Fails if Pinfold cannot work here.")
public final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ProcessFacts process = ProcessFacts.read();
        Diagnosis diagnosis = new Diagnosis(Machine.read(), process);
        List<Finding> findings = new ArrayList<>(diagnosis.findings());
        try {
            findings.addAll(diagnosis.findings(DefaultHeap.measure()));
        } catch (RuntimeException | OutOfMemoryError e) {
            findings.add(Finding.problem("default heap", "cannot be made", e.toString()));
        }
        return report(findings);
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
