package org.pinfold.tools.plot;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.pinfold.HeapMap;
import org.pinfold.HeapMap.Cache;
import org.pinfold.HeapMap.Superslab;
import org.pinfold.HeapMap.SuperslabState;
import org.pinfold.tools.watch.ClassSum;
import org.pinfold.tools.watch.MapSums;
import org.pinfold.tools.watch.Sizes;

/** Bars of a heap's page. */
final class MapBars {
    static final String STYLE = """
            .stack{display:flex;height:1.5rem;max-width:62rem;margin:.2rem 0;background:var(--soft);
            outline:1px solid var(--grid)}.stack>span{min-width:0}.small{height:.8rem;width:9rem;margin:0}
            .legend{margin:.1rem 0 1rem;font-size:.85rem}.legend .key{margin-left:0}.legend>span{margin-right:1.2rem}
            .fills{display:block}.fills rect{fill:var(--line)}.map td{padding:.2rem .6rem;vertical-align:middle}
            .map .names{text-align:left;white-space:normal;min-width:16rem}
            """;
    private static final int FILL_HEIGHT = 18;
    private static final int FILL_WIDTH = 7;

    /**
     * A part of a bar.
     *
     * @param color as the style has it
     */
    private record Part(String name, long bytes, String color) {
    }

    private MapBars() {
    }

    /** What open memory is used for. */
    static String use(MapSums sums) {
        return legended(List.of(new Part("live", sums.live(), "var(--first)"),
                new Part("in caches", sums.cached(), "var(--fifth)"),
                new Part("free in slabs", sums.free(), "var(--third)"),
                new Part("ends of slabs", sums.ends(), "var(--line)"),
                new Part("units that no slab has", sums.units(), "var(--soft)")), 0);
    }

    /** What of the limit is open, and why. */
    static String budget(HeapMap map) {
        return legended(List.of(
                new Part("superslabs in use", bytes(map, SuperslabState.IN_USE), "var(--first)"),
                new Part("empty, kept for a while", bytes(map, SuperslabState.EMPTY), "var(--third)"),
                new Part("retiring", bytes(map, SuperslabState.RETIRING), "var(--alarm)")), map.limitBytes());
    }

    private static long bytes(HeapMap map, SuperslabState state) {
        return MapSums.count(map, state) * Superslab.BYTES;
    }

    private static String legended(List<Part> parts, long whole) {
        long sum = parts.stream().mapToLong(Part::bytes).sum();
        StringBuilder html = new StringBuilder(stack("stack", parts, Math.max(whole, sum)));
        html.append("<div class=\"legend\">");
        parts.forEach(part -> html.append("<span><span class=\"key\" style=\"background:").append(part.color())
                .append(";outline:1px solid var(--grid)\"></span>").append(part.name()).append(' ')
                .append(Sizes.of(part.bytes())).append("</span>"));
        if (whole > 0) {
            html.append("<span>of ").append(Sizes.of(whole)).append("</span>");
        }
        return html.append("</div>").toString();
    }

    private static String stack(String kind, List<Part> parts, long whole) {
        StringBuilder html = new StringBuilder("<div class=\"" + kind + "\">");
        parts.stream().filter(part -> part.bytes() > 0).forEach(part -> html.append(String.format(Locale.ROOT,
                "<span style=\"width:%.3f%%;background:%s\" title=\"%s: %s\"></span>",
                100.0 * part.bytes() / Math.max(whole, 1), part.color(), part.name(), Sizes.of(part.bytes()))));
        return html.append("</div>").toString();
    }

    /** Live, cached and free bytes of a class, its colour being the stronger the nearer they are to the user. */
    static String use(ClassSum sum) {
        String color = Sort.of(sum.blockBytes()).color();
        return stack("stack small", List.of(new Part("live", sum.liveBytes(), color),
                new Part("in caches", sum.cachedBytes(), mixed(color, 55)),
                new Part("free", sum.freeBytes(), mixed(color, 22))), sum.slabBytes());
    }

    private static String mixed(String color, int percent) {
        return "color-mix(in srgb," + color + ' ' + percent + "%,var(--page))";
    }

    /** What a cache has, in the colours of the tiles. */
    static String content(Cache cache, long whole) {
        Map<Sort, Long> bytes = new TreeMap<>();
        cache.magazines().forEach(each ->
                bytes.merge(Sort.of(each.blockBytes()), each.blocks() * each.blockBytes(), Long::sum));
        bytes.merge(Sort.LARGE, cache.largeBytes(), Long::sum);
        return stack("stack small", bytes.entrySet().stream()
                .map(each -> new Part(Sort.meanings().get(each.getKey().ink()), each.getValue(),
                        each.getKey().color())).toList(), whole);
    }

    /** How many slabs of a class are how full, a bar for each tenth. */
    static String fills(ClassSum sum) {
        int most = sum.byFill().stream().mapToInt(Integer::intValue).max().orElse(1);
        StringBuilder html = new StringBuilder(String.format(Locale.ROOT,
                "<svg class=\"fills\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"slabs by fill: %s\">",
                ClassSum.FILLS * FILL_WIDTH, FILL_HEIGHT + 1, sum.byFill()));
        for (int tenth = 0; tenth < ClassSum.FILLS; tenth++) {
            int slabs = sum.byFill().get(tenth);
            int height = slabs == 0 ? 1 : Math.max(FILL_HEIGHT * slabs / most, 2);
            html.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"6\" height=\"%d\"><title>%d slabs "
                    + "of which users have %s%d %%</title></rect>", tenth * FILL_WIDTH, FILL_HEIGHT - height + 1,
                    height, slabs, tenth == 0 ? "at most " : "more than " + tenth * 10 + " % and at most ",
                    (tenth + 1) * 10));
        }
        return html.append("</svg>").toString();
    }
}
