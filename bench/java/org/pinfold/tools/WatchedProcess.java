package org.pinfold.tools;

import java.io.IOException;
import java.io.PrintWriter;
import org.pinfold.tools.watch.Attachment;
import org.pinfold.tools.watch.JavaProcesses;
import org.pinfold.tools.watch.RemoteHeaps;
import org.pinfold.tools.watch.Target;
import org.pinfold.tools.watch.TargetException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Which process, and how to get into it: what commands have in common that look at another one. */
final class WatchedProcess {
    /** For the help of such commands. */
    static final String HOW = "The process needs no preparation: a Java virtual machine of the same user on this "
            + "machine, with Pinfold on its class path or module path, is attached to, and has its heaps registered as "
            + "management beans (org.pinfold:type=Heap,name=...), which stay and cost nothing until they are read. "
            + "Where a class loader of its own has Pinfold, as in an application server, call "
            + "HeapMBeans.registerAll() in the program, or say --load-agent. Not possible: a process started with "
            + "-XX:+DisableAttachMechanism, without the modules java.management and jdk.management.agent, of another "
            + "user unless you are root, in another container, or that is a native image.%n";

    @Parameters(arity = "0..1", paramLabel = "PID", description = "The number of the process. Without it, the Java "
            + "processes that have Pinfold are listed.")
    private Long pid;

    @Option(names = "--heap", paramLabel = "NAME", description = "The heap to look at closely. Default: that with most "
            + "committed bytes for top, all of them for inspect.")
    private String heap;

    @Option(names = "--load-agent", description = "Load a small agent into the process if its Pinfold is not found "
            + "otherwise. Its Java VM prints a warning of that, unless it runs with "
            + "-XX:+EnableDynamicAgentLoading, and refuses with -XX:-EnableDynamicAgentLoading.")
    private boolean loadAgent;

    /** What a command does with a process. */
    interface Work {
        int with(Target target, RemoteHeaps heaps) throws TargetException, IOException;
    }

    /** The heap that was asked for, or null. */
    String heap() {
        return heap;
    }

    /** Does the work, or lists processes if none is named, or tells what is wrong; answers the exit code. */
    int run(CommandSpec spec, Work work) throws IOException {
        if (pid == null) {
            OptionValues.requireNone(spec, spec.options().stream().map(OptionSpec::longestName).toList(),
                    "needs the PID of a process; '" + spec.qualifiedName() + "' alone lists those that have Pinfold");
            list(spec);
            return CommandLine.ExitCode.OK;
        }
        if (pid < 1) {
            throw new ParameterException(spec.commandLine(), "PID must be the number of a process, not " + pid);
        }
        Target target = new Target(pid);
        try (Attachment attachment = Attachment.to(target, loadAgent)) {
            RemoteHeaps heaps = attachment.heaps();
            heaps.require(heap);
            return work.with(target, heaps);
        } catch (TargetException e) {
            spec.commandLine().getErr().println(spec.qualifiedName() + ": " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static void list(CommandSpec spec) {
        PrintWriter out = spec.commandLine().getOut();
        JavaProcesses processes = JavaProcesses.list();
        for (Target target : processes.withPinfold()) {
            out.printf("%8d  %s%n", target.pid(), target.program());
        }
        out.println(processes.withPinfold().isEmpty()
                ? "no Java process of yours on this machine has Pinfold loaded; without it: " + processes.others()
                : processes.others() + " other Java processes have no Pinfold; '" + spec.qualifiedName()
                    + " PID' looks at one that has");
        out.flush();
    }
}
