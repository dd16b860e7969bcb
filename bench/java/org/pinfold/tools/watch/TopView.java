package org.pinfold.tools.watch;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.pinfold.HeapMap.Cache;
import org.pinfold.HeapMap.Magazine;
import org.pinfold.HeapStats.ClassStats;
import org.pinfold.jmx.HeapFigures;

/** A reading as lines of text: the heaps, then of one of them the size classes and the caches that have most bytes. */
public final class TopView {
    private static final double NANOS = 1e9;
    private static final int NAME = 18;
    private static final int COLUMN = 10;
    private static final int LONGEST_BAR = 60;
    private static final int SHORTEST_BAR = 8;
    /** Of tables below each other: what is not a row. */
    private static final int AROUND_TABLES = 11;
    private static final int FEWEST_ROWS = 3;
    private static final AttributedStyle TITLE = AttributedStyle.BOLD;
    private static final AttributedStyle HEADER = AttributedStyle.DEFAULT.inverse();
    private static final AttributedStyle FAINT = AttributedStyle.DEFAULT.faint();
    private static final AttributedStyle ALARM = AttributedStyle.BOLD.foreground(AttributedStyle.RED);
    private static final AttributedStyle NORMAL = AttributedStyle.DEFAULT;

    private final List<AttributedString> lines = new ArrayList<>();
    private final Reading now;
    private final int width;
    private final int rows;

    private TopView(Reading now, int width, int rows) {
        this.now = now;
        this.width = width;
        this.rows = rows;
    }

    /**
     * The lines.
     *
     * @param title what is watched
     * @param before the reading before, for what changes by the second; null if there is none
     * @param width in columns, at which lines are cut
     * @param height in lines; where they do not suffice, the smallest classes and caches are left out
     */
    public static List<AttributedString> of(String title, Reading before, Reading now, int width, int height) {
        TopView view = new TopView(now, width, Math.max(height - AROUND_TABLES - now.heaps().size(), 2 * FEWEST_ROWS));
        view.add(TITLE, title + "  " + LocalTime.now().truncatedTo(ChronoUnit.SECONDS));
        view.heaps(before);
        if (now.chosen() != null) {
            view.classes(now.heaps().get(now.chosen()));
            view.caches();
        }
        return view.lines.stream().limit(height).map(line -> line.columnSubSequence(0, width)).toList();
    }

    private void heaps(Reading before) {
        add(HEADER, padded(cell("heap") + numbers("live", "cached", "free", "committed", "resident", "limit",
                "misuse", "calls/s", "purged/s")));
        now.heaps().forEach((name, figures) -> {
            HeapFigures then = before == null ? null : before.heaps().get(name);
            double seconds = then == null ? 0 : (now.nanos() - before.nanos()) / NANOS;
            String row = cell((name.equals(now.chosen()) && now.heaps().size() > 1 ? "> " : "") + name)
                    + numbers(Sizes.of(figures.liveBytes()), Sizes.of(figures.cachedBytes()),
                    Sizes.of(figures.freeBytes()), Sizes.of(figures.committedBytes()),
                    Sizes.of(figures.residentBytes()), Sizes.of(figures.limitBytes()), count(figures.misuses()),
                    then == null ? "-" : rate((figures.systemCalls() - then.systemCalls()) / seconds),
                    then == null ? "-" : Sizes.of((figures.purgedBytes() - then.purgedBytes()) / seconds));
            add(figures.misuses() > 0 ? ALARM : name.equals(now.chosen()) ? TITLE : NORMAL, row);
        });
        if (now.heaps().isEmpty()) {
            add(NORMAL, "no heap is open now");
        }
    }

    private void classes(HeapFigures figures) {
        List<ClassStats> most = figures.classes().stream()
                .sorted(Comparator.comparingLong(TopView::bytes).reversed()).toList();
        add(NORMAL, "");
        lines.add(new AttributedStringBuilder().styled(TITLE, visible(now.chosen()) + ": size classes  ")
                .append(StackedBar.key()).toAttributedString());
        add(HEADER, padded(cell("block") + numbers("slabs", "live", "cached", "free", "bytes") + "  "));
        int bar = Math.clamp(width - NAME - 5L * COLUMN - 2, SHORTEST_BAR, LONGEST_BAR);
        double longest = most.isEmpty() ? 0 : bytes(most.getFirst());
        int shown = rows - cacheRows();
        most.stream().limit(shown).forEach(each -> lines.add(new AttributedStringBuilder()
                .append(cell(Sizes.ofBlocks(each.blockBytes())))
                .append(numbers(count(each.slabs()), count(each.liveBlocks()), count(each.cachedBlocks()),
                        count(each.freeBlocks()), Sizes.of(bytes(each)))).append("  ")
                .append(StackedBar.of(bar, longest, each.liveBytes(), each.cachedBytes(), freeBytes(each)))
                .toAttributedString()));
        more(most.size(), shown);
    }

    /** A third, or fewer where there are not so many. */
    private int cacheRows() {
        return (int) Math.min(Math.max(rows / 3, FEWEST_ROWS), now.caches().stream()
                .filter(cache -> cache.bytes() > 0).count());
    }

    private static long freeBytes(ClassStats figures) {
        return figures.freeBlocks() * figures.blockBytes();
    }

    private static long bytes(ClassStats figures) {
        return figures.liveBytes() + figures.cachedBytes() + freeBytes(figures);
    }

    private void caches() {
        List<Cache> most = now.caches().stream().filter(cache -> cache.bytes() > 0)
                .sorted(Comparator.comparingLong(Cache::bytes).reversed()).toList();
        add(NORMAL, "");
        add(TITLE, now.chosen() + ": caches");
        add(HEADER, padded(cell("thread") + numbers("blocks", "bytes") + "  most of it in blocks of"));
        most.stream().limit(cacheRows()).forEach(cache -> add(NORMAL, cell(ownerOf(cache))
                + numbers(count(blocks(cache)), Sizes.of(cache.bytes())) + "  " + fullest(cache)));
        more(most.size(), cacheRows());
    }

    /** Who has a cache, for people. */
    public static String ownerOf(Cache cache) {
        return switch (cache.owner()) {
            case THREAD -> cache.thread() + " #" + cache.threadId();
            case ENDED -> "ended #" + cache.threadId();
            case NOBODY -> "nobody";
            case SHARED -> "virtual threads";
        };
    }

    private static long blocks(Cache cache) {
        return cache.largeBlocks() + cache.magazines().stream().mapToLong(Magazine::blocks).sum();
    }

    /** The classes of a cache, that with the most bytes first. */
    private static String fullest(Cache cache) {
        Map<Boolean, String> large = Map.of(true, "large: " + Sizes.of(cache.largeBytes()) + "  ", false, "");
        return large.get(cache.largeBlocks() > 0) + cache.magazines().stream()
                .sorted(Comparator.comparingLong((Magazine each) -> each.blocks() * each.blockBytes()).reversed())
                .map(each -> Sizes.ofBlocks(each.blockBytes()) + ": " + count(each.blocks()))
                .collect(Collectors.joining("  "));
    }

    private void more(int all, int shown) {
        if (all > shown) {
            add(FAINT, "and " + (all - shown) + " more");
        }
    }

    /** Names are the watched program's; a control character in one shall not be the terminal's. */
    private void add(AttributedStyle style, String text) {
        lines.add(new AttributedString(visible(text), style));
    }

    private static String visible(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private String padded(String text) {
        return text + " ".repeat(Math.max(width - text.length(), 0));
    }

    private static String cell(String text) {
        return String.format(Locale.ROOT, "%-" + NAME + "s",
                text.length() < NAME ? text : text.substring(0, NAME - 2) + "…");
    }

    private static String numbers(String... cells) {
        StringBuilder row = new StringBuilder();
        for (String cell : cells) {
            row.append(String.format(Locale.ROOT, "%" + COLUMN + "s", cell));
        }
        return row.toString();
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String rate(double number) {
        return String.format(Locale.ROOT, number < 10 ? "%.1f" : "%,.0f", number);
    }
}
