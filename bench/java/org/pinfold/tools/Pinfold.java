package org.pinfold.tools;

import java.util.Set;
import org.pinfold.tools.doctor.DoctorCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line's entry point. Exit codes: 0 all is well, 1 a violation or a failed check, 2 bad usage, told in one
 * line on standard error.
 */
@Command(name = "pinfold", description = "An off-heap allocator for the JVM, and the tools that test it.",
        mixinStandardHelpOptions = true, versionProvider = VersionText.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all is well", "1:a violation or a failed check", "2:bad usage"},
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
        return configured(new CommandLine(new Pinfold()));
    }

    /** {@code commandLine} with this project's way of telling of bad usage. */
    static CommandLine configured(CommandLine commandLine) {
        return commandLine.setParameterExceptionHandler((e, arguments) -> {
            CommandLine failed = e.getCommandLine();
            failed.getErr().println(failed.getCommandSpec().qualifiedName() + ": " + told(e) + " (--help tells more)");
            return CommandLine.ExitCode.USAGE;
        });
    }

    private static String told(ParameterException e) {
        Set<String> commands = e.getCommandLine().getSubcommands().keySet();
        if (!commands.isEmpty() && e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            return "no command '" + unmatched.getUnmatched().getFirst() + "'; known: " + String.join(", ", commands);
        }
        return e.getMessage().lines().findFirst().orElse("bad usage");
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? One of "
                + String.join(", ", spec.subcommands().keySet()));
    }
}
