package org.pinfold.tools.report;

import java.util.ArrayList;
import java.util.List;

/** Text in columns, as wide as their widest cell; the first column is set left, all others right. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a row with as many cells as the others have. */
    public void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    /** The rows, one a line. */
    public String text() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String padding = " ".repeat(widths[column] - row.get(column).length());
                line.append(GAP).append(column == 0 ? row.get(column) + padding : padding + row.get(column));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
