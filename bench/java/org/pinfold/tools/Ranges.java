package org.pinfold.tools;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses numbers out of range, in the words that all commands use. */
final class Ranges {
    private Ranges() {
    }

    /**
     * Does nothing if the value of an option is within its bounds, both included.
     *
     * @throws ParameterException if it is not
     */
    static void require(CommandSpec spec, String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(spec.commandLine(),
                    option + " must be from " + least + " to " + most + ", not " + value);
        }
    }
}
