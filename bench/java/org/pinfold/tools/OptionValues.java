package org.pinfold.tools;

import java.nio.file.Files;
import java.nio.file.Path;
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
     * @param what is named
     * @throws ParameterException if one is not
     */
    static void requireKnown(CommandSpec spec, String what, Iterable<String> asked, List<String> known) {
        for (String name : asked) {
            if (!known.contains(name)) {
                throw new ParameterException(spec.commandLine(),
                        "no " + what + " '" + name + "'; known: " + String.join(", ", known));
            }
        }
    }

    /**
     * Does nothing if there is a folder for the file that an option names, or none is named.
     *
     * @throws ParameterException if there is no such folder
     */
    static void requireFolder(CommandSpec spec, String option, Path file) {
        if (file != null && !Files.isDirectory(file.toAbsolutePath().getParent())) {
            throw new ParameterException(spec.commandLine(),
                    option + ": no folder " + file.toAbsolutePath().getParent());
        }
    }
}
