package org.pinfold.tools.watch;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** A bar of live, cached and free bytes, which can be told apart without colours. */
final class StackedBar {
    static final AttributedStyle LIVE = AttributedStyle.DEFAULT.foreground(AttributedStyle.BLUE);
    static final AttributedStyle CACHED = AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
    static final AttributedStyle FREE = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle[] STYLES = {LIVE, CACHED, FREE};
    private static final char[] MARKS = {'█', '▓', '░'};

    private StackedBar() {
    }

    /**
     * A bar; each part ends where the sum up to it does, so that rounding adds up to nothing.
     *
     * @param width of the whole, in columns
     * @param whole what the whole width stands for
     * @param parts live, cached and free
     */
    static AttributedString of(int width, double whole, long... parts) {
        AttributedStringBuilder bar = new AttributedStringBuilder();
        double sum = 0;
        for (int part = 0; part < parts.length; part++) {
            sum += parts[part];
            int end = whole <= 0 ? 0 : (int) Math.min(width, Math.round(width * sum / whole));
            bar.styled(STYLES[part], String.valueOf(MARKS[part]).repeat(Math.max(end - bar.length(), 0)));
        }
        return bar.append(" ".repeat(width - bar.length())).toAttributedString();
    }

    /** What the marks mean. */
    static AttributedString key() {
        AttributedStringBuilder key = new AttributedStringBuilder();
        String[] names = {" live  ", " cached  ", " free"};
        for (int part = 0; part < names.length; part++) {
            key.styled(STYLES[part], "" + MARKS[part]).append(names[part]);
        }
        return key.toAttributedString();
    }
}
