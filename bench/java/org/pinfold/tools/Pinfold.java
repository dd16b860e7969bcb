package org.pinfold.tools;

import org.pinfold.tools.doctor.DoctorCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command line's entry point. Exit codes: 0 all is well, 1 a violation or a failed check, 2 bad usage, or a file
 * that cannot be read or written, told in one line on standard error.
 */
@Command(name = "pinfold", description = "An off-heap allocator for the JVM, and the tools that test it.",
        mixinStandardHelpOptions = true, versionProvider = VersionText.class,
        scope = ScopeType.INHERIT, exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is well", "1:a violation or a failed check",
            "2:bad usage, or a file that cannot be read or written"},
        subcommands = {ReplayCommand.class, ThreadsCommand.class, VariantsCommand.class, BenchCommand.class,
            MemoryCommand.class, StressCommand.class, MergeCommand.class, TopCommand.class, InspectCommand.class,
            DoctorCommand.class, EvidenceCommand.class, PagesCommand.class})
public final class Pinfold implements Runnable {
    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command line, ready to be executed. */
    public static CommandLine commandLine() {
        return UsageErrors.toldBy(new CommandLine(new Pinfold()));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? One of "
                + String.join(", ", spec.subcommands().keySet()));
    }
}
