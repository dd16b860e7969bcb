package org.pinfold.tools.plot;

import java.util.List;
import java.util.function.Function;

/**
 * A cell of a table whose cells differ in what they mean.
 *
 * @param text what it says, which tells the same as its mark: nobody has to see colours
 * @param mark what can be seen of it at a glance
 */
public record Cell(String text, Mark mark) {
    /** What a cell means. */
    public enum Mark {
        /** Nothing but what it says. */
        PLAIN,
        /** All is as it should be. */
        GOOD,
        /** It was once, and counts no more. */
        OLD,
        /** It is not as it should be, or not there. */
        BAD
    }

    /** A row of cells that have the marks which {@code mark} gives their text. */
    static List<Cell> row(List<String> texts, Function<String, Mark> mark) {
        return texts.stream().map(text -> new Cell(text, mark.apply(text))).toList();
    }

    /** A row of cells without marks. */
    static List<Cell> row(List<String> texts) {
        return row(texts, text -> Mark.PLAIN);
    }
}
