package org.pinfold.tools.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a document that a program writes: what stands between two marks, each on a line of its own.
 *
 * @param command what writes it, as a user types it after {@code ./}
 */
public record GeneratedPart(String command) {
    /** The first mark, with the end of its line. */
    public String begin() {
        return "<!-- begin: written by " + command + " -->\n";
    }

    /** The last mark, with the end of its line. */
    public String end() {
        return "<!-- end: written by " + command + " -->\n";
    }

    /**
     * The part as it stands.
     *
     * @throws IOException if the document cannot be read or has not one of each mark, in this order
     */
    public String read(Path document) throws IOException {
        String text = Files.readString(document);
        return text.substring(start(document, text), text.indexOf(end()));
    }

    /** Puts {@code part} in the place of what stands there. */
    public void write(Path document, String part) throws IOException {
        String text = Files.readString(document);
        int start = start(document, text);
        Files.writeString(document, text.substring(0, start) + part + text.substring(text.indexOf(end())));
    }

    private int start(Path document, String text) throws IOException {
        int begin = text.indexOf(begin());
        int end = text.indexOf(end());
        if (begin < 0 || end < begin || text.indexOf(begin(), begin + 1) >= 0 || text.indexOf(end(), end + 1) >= 0) {
            throw new IOException(document + " must have these two lines, once each:\n" + begin() + end());
        }
        return begin + begin().length();
    }
}
