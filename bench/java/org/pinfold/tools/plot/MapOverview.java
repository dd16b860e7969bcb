package org.pinfold.tools.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.pinfold.HeapMap.Superslab;
import org.pinfold.tools.watch.Sizes;

/** All superslabs of a heap, a small square each or for several, the fainter the less of it users have. */
final class MapOverview {
    private static final int COLUMNS = 96;
    private static final int SQUARE = 12;
    private static final int MOST_SQUARES = 8_192;
    private static final double FAINTEST = 0.08;

    private MapOverview() {
    }

    /** How many superslabs one square stands for. */
    static int each(List<Superslab> superslabs) {
        return Math.max(Math.ceilDiv(superslabs.size(), MOST_SQUARES), 1);
    }

    static String of(List<Superslab> superslabs) {
        int each = each(superslabs);
        long[] all = LiveBytes.of(superslabs);
        int squares = Math.ceilDiv(superslabs.size(), each);
        StringBuilder html = new StringBuilder(String.format(Locale.ROOT,
                "<svg class=\"all\" width=\"%d\" viewBox=\"0 0 %1$d %d\" role=\"img\" aria-label=\"all superslabs\">%n",
                COLUMNS * SQUARE, Math.ceilDiv(squares, COLUMNS) * SQUARE));
        for (int square = 0; square < squares; square++) {
            List<Superslab> some = superslabs.subList(square * each, Math.min((square + 1) * each, superslabs.size()));
            long live = Arrays.stream(all, square * each, square * each + some.size()).sum();
            long bytes = some.size() * Superslab.BYTES;
            html.append(String.format(Locale.ROOT, "<path d=\"M%d %dh11v11h-11z\" style=\"fill:var(--first);"
                    + "fill-opacity:%.2f\"><title>#%s: %s live of %s</title></path>%n", square % COLUMNS * SQUARE,
                    square / COLUMNS * SQUARE, FAINTEST + (1 - FAINTEST) * Math.min(1, (double) live / bytes),
                    some.getFirst().index() + (some.size() > 1 ? " to #" + some.getLast().index() : ""),
                    Sizes.of(live), Sizes.of(bytes)));
        }
        return html.append("</svg>").toString();
    }
}
