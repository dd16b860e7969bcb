package org.pinfold.tools;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the help of every command has, and that the examples in it are understood. */
class HelpTest {
    private static final String EXAMPLE = "  pinfold ";
    /** It has neither options nor arguments. */
    private static final String WITHOUT_EXAMPLES = "pages";

    @Test
    void everyCommandTellsItsExitCodesAndHasExamplesThatAreUnderstood() {
        Map<String, CommandLine> commands = Pinfold.commandLine().getSubcommands();
        assertTrue(commands.size() >= 12, commands::toString);
        commands.forEach((name, command) -> {
            String help = command.getUsageMessage();
            for (String code : List.of("\nExit codes:\n", "\n  0   ", "\n  1   ", "\n  2   bad usage")) {
                assertTrue(help.contains(code), help);
            }
            List<String> examples = help.lines().filter(line -> line.startsWith(EXAMPLE)).toList();
            assertEquals(name.equals(WITHOUT_EXAMPLES), examples.isEmpty(), help);
            for (String example : examples) {
                assertTrue(example.startsWith(EXAMPLE + name), example);
                understood(example);
            }
        });
        assertThrows(CommandLine.ParameterException.class, () -> understood(EXAMPLE + "replay --nonsense"));
    }

    @Test
    void noHelpHasTheNameOfAVariableInIt() {
        Pinfold.commandLine().getSubcommands()
                .forEach((name, command) -> assertFalse(command.getUsageMessage().contains("${"), name));
    }

    private static void understood(String example) {
        Pinfold.commandLine().parseArgs(example.substring(EXAMPLE.length()).split(" "));
    }
}
