package com.example.vectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What all rounds came to.
 *
 * @param conditions when, on what
 * @param rounds the figures of each process, by memory, in the order in which they ran
 */
record Report(String conditions, Map<Memory, List<Map<String, Double>>> rounds) {
    private static final List<Memory> OTHERS = List.of(Memory.NETTY, Memory.UNSAFE);
    private static final String BEGIN = "<!-- begin: written by Main -->\n";
    private static final String END = "<!-- end: written by Main -->";

    /** A row for each figure: the median of each memory with its least and most, and what Pinfold's is of others'. */
    String table() {
        StringBuilder table = new StringBuilder("| a second, or MiB |");
        Arrays.stream(Memory.values()).forEach(memory -> table.append(' ').append(memory).append(" |"));
        OTHERS.forEach(other -> table.append(" pinfold / ").append(other).append(" |"));
        table.append("\n|---|").append("---|".repeat(Memory.values().length + OTHERS.size())).append('\n');
        for (String figure : rounds.get(Memory.PINFOLD).getFirst().keySet()) {
            Spread ours = spread(Memory.PINFOLD, figure);
            table.append("| ").append(figure).append(" |");
            for (Memory memory : Memory.values()) {
                table.append(' ').append(spread(memory, figure).text(figure.endsWith("MiB"))).append(" |");
            }
            OTHERS.forEach(other -> table.append(' ').append(ours.quotient(spread(other, figure))).append(" |"));
            table.append('\n');
        }
        return table.append('\n').append(conditions).append("; medians of ")
                .append(rounds.get(Memory.PINFOLD).size())
                .append(" processes each, in turn, with the least and the most; - where these overlap\n").toString();
    }

    private Spread spread(Memory memory, String figure) {
        return Spread.of(rounds.get(memory).stream().mapToDouble(round -> round.get(figure)).toArray());
    }

    /** Of figures that were measured just now, here. */
    static Report of(Map<Memory, List<Map<String, Double>>> rounds) {
        return new Report(LocalDate.now() + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("java.vendor.version"), rounds);
    }

    /** What was written before. */
    static Report read(Path file) throws IOException {
        return new ObjectMapper().readValue(file.toFile(), Report.class);
    }

    /** Every figure of every round. */
    void write(Path file) throws IOException {
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
    }

    /** Puts the table between the marks of a document. */
    void writeInto(Path document) throws IOException {
        String text = Files.readString(document);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(document + " has no " + BEGIN.strip() + " with its end");
        }
        Files.writeString(document, text.substring(0, begin + BEGIN.length()) + table() + text.substring(end));
    }
}
