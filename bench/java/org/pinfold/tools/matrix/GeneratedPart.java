package org.pinfold.tools.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a document that a program writes: what stands between two marks, each on a line of its own. */
final class GeneratedPart {
    static final String BEGIN = "<!-- begin: written by pinfold evidence --write -->\n";
    static final String END = "<!-- end: written by pinfold evidence --write -->\n";

    private GeneratedPart() {
    }

    /**
     * The part as it stands.
     *
     * @throws IOException if the document cannot be read or has not one of each mark, in this order
     */
    static String read(Path document) throws IOException {
        String text = Files.readString(document);
        return text.substring(begin(document, text), text.indexOf(END));
    }

    /** Puts {@code part} in the place of what stands there. */
    static void write(Path document, String part) throws IOException {
        String text = Files.readString(document);
        int begin = begin(document, text);
        Files.writeString(document, text.substring(0, begin) + part + text.substring(text.indexOf(END)));
    }

    private static int begin(Path document, String text) throws IOException {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin || text.indexOf(BEGIN, begin + 1) >= 0 || text.indexOf(END, end + 1) >= 0) {
            throw new IOException(document + " must have these two lines, once each:\n" + BEGIN + END);
        }
        return begin + BEGIN.length();
    }
}
