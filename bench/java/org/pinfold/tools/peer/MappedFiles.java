package org.pinfold.tools.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which files this process has mapped, as the kernel tells. */
final class MappedFiles {
    private static final int FIELDS = 6;

    private MappedFiles() {
    }

    /** The file that the memory at {@code address} was mapped from. */
    static Path fileAt(long address) {
        for (String line : maps()) {
            String[] fields = line.split("\\s+", FIELDS);
            String[] range = fields[0].split("-");
            boolean inside = Long.compareUnsigned(Long.parseUnsignedLong(range[0], 16), address) <= 0
                    && Long.compareUnsigned(address, Long.parseUnsignedLong(range[1], 16)) < 0;
            if (inside && fields[FIELDS - 1].startsWith("/")) {
                return Path.of(fields[FIELDS - 1]);
            }
        }
        throw new IllegalStateException("no file is mapped at 0x" + Long.toHexString(address));
    }

    /** A mapped file whose name contains {@code part}. */
    static Path named(String part) {
        for (String line : maps()) {
            String[] fields = line.split("\\s+", FIELDS);
            if (fields[FIELDS - 1].startsWith("/") && Path.of(fields[FIELDS - 1]).getFileName().toString()
                    .contains(part)) {
                return Path.of(fields[FIELDS - 1]);
            }
        }
        throw new IllegalStateException("no mapped file has '" + part + "' in its name");
    }

    private static List<String> maps() {
        try {
            return Files.readAllLines(Path.of("/proc/self/maps"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
