package org.pinfold.tools.trace;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a trace file, plain or compressed by gzip (name ends in {@code .gz}). The whole file is checked: a trace that
 * was read replays without an event that has no meaning, and its header's sums are true of it.
 */
public final class TraceReader {
    private final String file;
    private final BufferedReader lines;
    private int lineNumber;

    private TraceReader(String file, BufferedReader lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * Reads the trace in {@code path}.
     *
     * @throws TraceFormatException if a line is malformed or means nothing, or the file is cut short
     * @throws IOException if the file cannot be read
     */
    public static Trace read(Path path) throws IOException {
        String fileName = path.getFileName().toString();
        try (InputStream bytes = Files.newInputStream(path)) {
            InputStream text = fileName.endsWith(".gz") ? decompressed(path, bytes) : bytes;
            BufferedReader lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.ISO_8859_1));
            return new TraceReader(path.toString(), lines).parse(nameOf(path));
        }
    }

    /** Reads a trace from {@code text}; {@code name} names it, also in refusals. */
    public static Trace parse(String name, String text) throws IOException {
        return new TraceReader(name, new BufferedReader(new StringReader(text))).parse(name);
    }

    private static InputStream decompressed(Path path, InputStream bytes) throws IOException {
        try {
            return new GZIPInputStream(bytes, 1 << 16);
        } catch (EOFException | ZipException e) {
            throw new TraceFormatException(path.toString(), 1, "not a gzip file, though its name ends in .gz");
        }
    }

    /** The name of the trace in {@code path}: the file's without its endings, so {@code a.trace.gz} has {@code a}. */
    public static String nameOf(Path path) {
        String fileName = path.getFileName().toString();
        String name = fileName.endsWith(".gz") ? fileName.substring(0, fileName.length() - 3) : fileName;
        return name.endsWith(".trace") ? name.substring(0, name.length() - 6) : name;
    }

    private Trace parse(String name) throws IOException {
        String first = nextLine();
        if (first == null) {
            lineNumber = 1;
            throw malformed("the file is empty");
        }
        TraceHeader header = TraceHeader.parse(file, first);
        TraceBuilder events = new TraceBuilder(header);
        for (String line = nextLine(); line != null; line = nextLine()) {
            try {
                events.add(line);
            } catch (IllegalArgumentException e) {
                throw malformed(e.getMessage());
            }
        }
        try {
            return events.build(name);
        } catch (IllegalArgumentException e) {
            throw malformed(e.getMessage());
        }
    }

    private String nextLine() throws IOException {
        try {
            String line = lines.readLine();
            if (line != null) {
                lineNumber++;
            }
            return line;
        } catch (EOFException | ZipException e) {
            lineNumber++;
            throw malformed("the compressed data is damaged or ends too early");
        }
    }

    private TraceFormatException malformed(String reason) {
        return new TraceFormatException(file, lineNumber, reason);
    }
}
