package org.pinfold.os;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text files in which Linux tells facts. What cannot be read or understood is absent. */
final class SystemFiles {
    /** All of a file is asked for in one read: the kernel ends many of these files after the first, however short,
     *  and reports a size of 0 for them, by which {@link Files#readAllBytes} would read a single byte. A channel would
     *  keep a buffer of that size outside of the Java heap for as long as the thread lives. */
    private static final int LARGEST_FILE = 1 << 16;

    private final Path root;

    /** Reads below that folder, which is {@code /} on a real machine. */
    SystemFiles(Path root) {
        this.root = root;
    }

    Optional<byte[]> bytes(String name) {
        byte[] buffer = new byte[LARGEST_FILE];
        try (InputStream file = new FileInputStream(root.resolve(name).toFile())) {
            int size = file.readNBytes(buffer, 0, buffer.length);
            return Optional.of(Arrays.copyOf(buffer, size));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    Optional<String> text(String name) {
        return bytes(name).map(content -> new String(content, StandardCharsets.UTF_8).strip());
    }

    /** A file that holds one number. */
    OptionalLong number(String name) {
        return text(name).map(SystemFiles::parse).orElse(OptionalLong.empty());
    }

    /** What the first group of the expression matches in a file; the expression works line by line. */
    Optional<String> match(String name, String expression) {
        Pattern pattern = Pattern.compile(expression, Pattern.MULTILINE);
        return text(name).map(pattern::matcher).filter(Matcher::find).map(matcher -> matcher.group(1));
    }

    /** Passes each line of a file of any length on; false if it cannot be read to its end. */
    boolean lines(String name, Consumer<String> action) {
        try (BufferedReader file = Files.newBufferedReader(root.resolve(name), StandardCharsets.ISO_8859_1)) {
            for (String line = file.readLine(); line != null; line = file.readLine()) {
                action.accept(line);
            }
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** A line such as {@code MemTotal:   1024 kB}, in bytes. */
    OptionalLong kibibytes(String name, String field) {
        OptionalLong value = match(name, "^" + field + ":\\s*(\\d+) kB$").map(SystemFiles::parse)
                .orElse(OptionalLong.empty());
        return value.isPresent() ? OptionalLong.of(value.getAsLong() * 1024) : value;
    }

    /** The soft limit of that name on what this process may have; {@link Machine#UNLIMITED} if there is none. */
    OptionalLong limit(String name) {
        Optional<String> soft = match("proc/self/limits", "^" + name + "\\s+(\\w+)");
        return soft.map(limit -> limit.equals("unlimited") ? OptionalLong.of(Machine.UNLIMITED) : parse(limit))
                .orElse(OptionalLong.empty());
    }

    static OptionalLong parse(String digits) {
        try {
            return OptionalLong.of(Long.parseLong(digits));
        } catch (NumberFormatException notANumber) {
            return OptionalLong.empty();
        }
    }
}
