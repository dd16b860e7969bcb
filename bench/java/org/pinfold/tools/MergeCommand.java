package org.pinfold.tools;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pinfold.tools.stress.CampaignOutcome;
import org.pinfold.tools.stress.Merge;
import org.pinfold.tools.stress.ShardOutcome;
import org.pinfold.tools.stress.StressTables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pinfold merge}. */
@Command(name = "merge", mixinStandardHelpOptions = true, versionProvider = VersionText.class,
        footer = {"%nExamples:",
            "  pinfold merge shard-0.json shard-1.json --report campaign.html"},
        description = "Puts the shards of a stress campaign together. All have to be there, each once, and all of the "
            + "same campaign and about the same classes. The exit code is 1 if any of them has a violation.%n")
final class MergeCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What 'pinfold stress --shard I/N --json FILE' "
            + "has written, of each shard.")
    private List<Path> shards;

    @Mixin
    private CampaignFiles files = new CampaignFiles();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        files.validate(spec);
        CampaignOutcome outcome = merged();
        PrintWriter out = spec.commandLine().getOut();
        out.print(StressTables.text(outcome.totals()));
        if (files.json() != null) {
            outcome.write(files.json());
        }
        return files.conclude(outcome, out);
    }

    private CampaignOutcome merged() {
        Map<Path, ShardOutcome> read = new LinkedHashMap<>();
        try {
            for (Path file : shards) {
                if (read.put(file, ShardOutcome.read(file)) != null) {
                    throw new IllegalArgumentException(file + " is named twice");
                }
            }
            return Merge.of(read);
        } catch (FileNotFoundException e) {
            throw new ParameterException(spec.commandLine(), "cannot read " + e.getMessage(), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
