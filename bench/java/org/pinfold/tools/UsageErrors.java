package org.pinfold.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells in one line on standard error what is wrong with a command, or with a file that it reads or writes. Whatever
 * else goes wrong is a fault of the tools, and comes with its stack trace.
 */
final class UsageErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    /** {@code commandLine} with this way of telling what is wrong. */
    static CommandLine toldBy(CommandLine commandLine) {
        ITypeConverter<Integer> ints = number("a whole number of 32 bits", Integer::valueOf);
        ITypeConverter<Long> longs = number("a whole number of 64 bits", Long::valueOf);
        ITypeConverter<Double> doubles = number("a number, as 1.5 is", UsageErrors::finite);
        UsageErrors errors = new UsageErrors();
        return commandLine.setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(int.class, ints).registerConverter(Integer.class, ints)
                .registerConverter(long.class, longs).registerConverter(Long.class, longs)
                .registerConverter(double.class, doubles).registerConverter(Double.class, doubles)
                .setParameterExceptionHandler(errors).setExecutionExceptionHandler(errors);
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        return tell(e.getCommandLine(), told(e) + " (--help tells more)");
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) throws Exception {
        Exception cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : e;
        if (cause instanceof IOException trouble) {
            return tell(command, told(trouble));
        }
        throw e;
    }

    private static int tell(CommandLine command, String what) {
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + what);
        return CommandLine.ExitCode.USAGE;
    }

    private static String told(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return firstLine(e);
        }
        if (unmatched.isUnknownOption()) {
            List<String> near = unmatched.getSuggestions();
            return firstLine(e) + (near.isEmpty() ? "" : "; is it " + String.join(" or ", near) + "?");
        }
        String first = "'" + unmatched.getUnmatched().getFirst() + "'";
        Set<String> commands = e.getCommandLine().getSubcommands().keySet();
        return commands.isEmpty() ? "one argument too many: " + first
                : "no command " + first + "; known: " + String.join(", ", commands);
    }

    private static String firstLine(ParameterException e) {
        return e.getMessage().lines().findFirst().orElse("bad usage");
    }

    /** The JDK's message is the bare name of the file where it is missing or may not be touched. */
    private static String told(IOException trouble) {
        return switch (trouble) {
            case NoSuchFileException none -> "no such file or folder: " + none.getFile();
            case AccessDeniedException denied -> "no permission to use " + denied.getFile();
            default -> "cannot read or write: " + (trouble.getMessage() == null ? trouble : trouble.getMessage());
        };
    }

    /** Leaves null, which stands for a value that a map's option lacks, to the command. */
    private static <N> ITypeConverter<N> number(String kind, Function<String, N> parse) {
        return text -> {
            try {
                return text == null ? null : parse.apply(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' is not " + kind);
            }
        };
    }

    private static double finite(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new NumberFormatException(text);
        }
        return value;
    }
}
