package org.pinfold.tools;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses values that an option cannot have, in the words that all commands use. */
final class OptionValues {
    private OptionValues() {
    }

    /**
     * Does nothing if the value of an option is within its bounds, both included.
     *
     * @throws ParameterException if it is not
     */
    static void requireRange(CommandSpec spec, String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(spec.commandLine(),
                    option + " must be from " + least + " to " + most + ", not " + value);
        }
    }

    /**
     * Does nothing if none of these options was given: one that is ignored would let a long run measure another thing.
     *
     * @param why it must not be, or what it wants
     * @throws ParameterException if one was
     */
    static void requireNone(CommandSpec spec, List<String> options, String why) {
        for (String option : options) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(spec.commandLine(), option + " " + why);
            }
        }
    }

    /**
     * Does nothing if all names that were asked for are known.
     *
     * @param what is named, by the option {@code --what}
     * @throws ParameterException if one is not, or the option was given and names none, which would mean all
     */
    static void requireKnown(CommandSpec spec, String what, Collection<String> asked, List<String> known) {
        if (asked.isEmpty()) {
            requireNone(spec, List.of("--" + what), "names nothing; known: " + String.join(", ", known));
        }
        for (String name : asked) {
            if (!known.contains(name)) {
                throw new ParameterException(spec.commandLine(),
                        "no " + what + " '" + name + "'; known: " + String.join(", ", known));
            }
        }
    }

    /**
     * Does nothing if the files that {@code --json} and {@code --report} name can be written, and are two; null names
     * none. Before a long run, since afterwards its results would be lost.
     *
     * @throws ParameterException if one cannot, or both are the same
     */
    static void requireOutputs(CommandSpec spec, Path json, Path report) {
        requireWritable(spec, "--json", json);
        requireWritable(spec, "--report", report);
        if (json != null && report != null && json.toAbsolutePath().normalize().equals(
                report.toAbsolutePath().normalize())) {
            throw new ParameterException(spec.commandLine(),
                    "--json and --report name the same file, " + json + ": give them two");
        }
    }

    private static void requireWritable(CommandSpec spec, String option, Path named) {
        if (named == null) {
            return;
        }
        Path file = named.toAbsolutePath();
        String wrong = Files.isDirectory(file) ? file + " is a folder: name a file in it"
                : !Files.isDirectory(file.getParent()) ? "no folder " + file.getParent() + ": make it, or name another"
                : !Files.isWritable(Files.exists(file) ? file : file.getParent()) ? "no permission to write " + file
                : null;
        if (wrong != null) {
            throw new ParameterException(spec.commandLine(), option + ": " + wrong);
        }
    }
}
