package org.pinfold.tools;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pinfold.tools.plot.KeptPages;
import org.pinfold.tools.plot.Recording;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pinfold pages}. */
@Command(name = "pages", mixinStandardHelpOptions = true, versionProvider = VersionText.class,
        description = "Makes the pages in " + Recording.FOLDER + " anew from the figures beside them, in the look of "
            + "today. Nothing is measured.%n")
final class PagesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        for (Path page : KeptPages.write(ProjectHome.path())) {
            out.println(page);
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }
}
