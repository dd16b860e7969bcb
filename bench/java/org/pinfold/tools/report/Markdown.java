package org.pinfold.tools.report;

import java.util.List;

/** Tables for documents. */
public final class Markdown {
    private Markdown() {
    }

    /** A table with these rows, of which the first names the columns. */
    public static String table(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            text.append("| ").append(String.join(" | ", row)).append(" |\n");
            if (row == rows.getFirst()) {
                text.append("|---".repeat(row.size())).append("|\n");
            }
        }
        return text.toString();
    }
}
