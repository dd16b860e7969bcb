package org.pinfold.tools.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.pinfold.HeapMap;
import org.pinfold.HeapMap.Cache;
import org.pinfold.HeapMap.Magazine;
import org.pinfold.HeapMap.Slab;
import org.pinfold.HeapMap.Superslab;
import org.pinfold.tools.watch.ClassSum;
import org.pinfold.tools.watch.MapSums;
import org.pinfold.tools.watch.Sizes;
import org.pinfold.tools.watch.TopView;

/** The heaps of a process as maps. */
public final class MapPage {
    /** So many superslabs are drawn unit by unit: 1 GiB. */
    static final int MOST_TILES = 256;
    private static final int MOST_ROWS = 50;

    private final Page page = new Page("pinfold inspect").style(MapTiles.STYLE + MapBars.STYLE);

    private MapPage() {
    }

    /**
     * Writes the page.
     *
     * @param facts what is looked at, and when
     * @param maps the heaps' maps by name
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, Map<String, String> facts, Map<String, HeapMap> maps) throws IOException {
        of(facts, maps).write(file);
    }

    static Page of(Map<String, String> facts, Map<String, HeapMap> maps) {
        MapPage made = new MapPage();
        made.page.facts(facts);
        if (maps.size() > 1) {
            made.summary(maps);
        }
        maps.forEach(made::heap);
        made.legend();
        return made.page;
    }

    private void summary(Map<String, HeapMap> maps) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("heap", "live", "in caches", "free in slabs", "committed", "resident", "limit", "superslabs",
                "slabs", "caches"));
        maps.forEach((name, map) -> {
            MapSums sums = MapSums.of(map);
            rows.add(List.of(name, Sizes.of(sums.live()), Sizes.of(sums.cached()), Sizes.of(sums.free()),
                    Sizes.of(map.committedBytes()), Sizes.of(MapSums.resident(map)), Sizes.of(map.limitBytes()),
                    count(map.superslabs().size()), count(sums.classes().stream().mapToLong(ClassSum::slabs).sum()),
                    count(map.caches().size())));
        });
        page.table(rows);
    }

    private void heap(String name, HeapMap map) {
        MapSums sums = MapSums.of(map);
        page.heading(name);
        page.text("Superslabs of 4M that are open: " + count(map.superslabs().size()) + ", "
                + Sizes.of(map.superslabs().size() * Superslab.BYTES) + " in all, of which "
                + (MapSums.resident(map) < 0 ? "the system does not say how much is"
                    : Sizes.of(MapSums.resident(map)) + " are") + " in physical memory. What they are used for:");
        page.markup(MapBars.use(sums));
        page.text("What of the limit that is:").markup(MapBars.budget(map));
        if (map.superslabs().isEmpty()) {
            page.text("No superslab is open, so there is nothing to draw.");
        } else {
            superslabs(map.superslabs());
            classes(sums.classes());
            largeBlocks(map);
        }
        caches(map.caches());
    }

    private void superslabs(List<Superslab> superslabs) {
        page.markup("<h3>Superslabs</h3>").key(Sort.meanings());
        if (superslabs.size() > MOST_TILES) {
            int each = MapOverview.each(superslabs);
            page.text("All " + count(superslabs.size()) + " superslabs, "
                    + (each == 1 ? "a square each" : each + " of them a square") + ":");
            page.markup(MapOverview.of(superslabs));
            page.text("The first " + MOST_TILES + " of them, unit by unit; the others are left out here:");
        }
        page.markup(MapTiles.of(superslabs.subList(0, Math.min(superslabs.size(), MOST_TILES))));
    }

    private void classes(List<ClassSum> classes) {
        page.markup("<h3>Slabs by class</h3>");
        List<List<String>> rows = new ArrayList<>();
        for (ClassSum sum : classes) {
            rows.add(List.of("<span class=\"key\" style=\"margin-left:0;background:"
                    + Sort.of(sum.blockBytes()).color() + "\"></span>" + Sizes.ofBlocks(sum.blockBytes()),
                    count(sum.slabs()), Sizes.of(sum.slabBytes()), count(sum.liveBlocks()), count(sum.cachedBlocks()),
                    count(sum.freeBlocks()), String.format(Locale.ROOT, "%.0f %%", 100 * sum.fill()),
                    MapBars.use(sum), MapBars.fills(sum)));
        }
        table(List.of("blocks of", "slabs", "memory", "live", "in caches", "free", "live bytes / memory",
                "live, cached, free", "slabs by fill: 0 to 100 %"), rows);
    }

    private void largeBlocks(HeapMap map) {
        record Large(Superslab superslab, Slab slab) {
        }

        List<Large> all = map.superslabs().stream().flatMap(superslab -> superslab.slabs().stream()
                .filter(Slab::large).map(slab -> new Large(superslab, slab)))
                .sorted(Comparator.comparingLong((Large large) -> large.slab().blockBytes()).reversed()).toList();
        if (all.isEmpty()) {
            return;
        }
        page.markup("<h3>Large blocks</h3>");
        table(List.of("address", "size", "superslab", "state"), all.stream().limit(MOST_ROWS)
                .map(large -> List.of("0x" + Long.toHexString(large.superslab().address()
                        + large.slab().firstUnit() * Superslab.UNIT_BYTES), Sizes.of(large.slab().blockBytes()),
                        "#" + large.superslab().index(), large.slab().live() > 0 ? "live" : "in a cache")).toList());
        more(all.size(), "smaller ones");
    }

    private void caches(List<Cache> caches) {
        List<Cache> most = caches.stream().filter(cache -> cache.bytes() > 0)
                .sorted(Comparator.comparingLong(Cache::bytes).reversed()).toList();
        page.markup("<h3>Caches</h3>");
        page.text("Caches of threads: " + count(caches.size()) + ", with blocks: " + count(most.size()) + ".");
        if (most.isEmpty()) {
            return;
        }
        long whole = most.getFirst().bytes();
        table(List.of("whose", "blocks", "bytes", "by size", "magazines: hot + spare / bound"),
                most.stream().limit(MOST_ROWS).map(cache -> List.of(Page.escaped(TopView.ownerOf(cache)),
                        count(cache.largeBlocks() + cache.magazines().stream().mapToLong(Magazine::blocks).sum()),
                        Sizes.of(cache.bytes()), MapBars.content(cache, whole), magazines(cache))).toList());
        more(most.size(), "caches with less");
    }

    private static String magazines(Cache cache) {
        String large = cache.largeBlocks() == 0 ? "" : "large: " + cache.largeBlocks() + " ("
                + Sizes.of(cache.largeBytes()) + (cache.magazines().isEmpty() ? ")" : "); ");
        return large + cache.magazines().stream()
                .map(each -> Sizes.ofBlocks(each.blockBytes()) + ": " + each.hot() + " + " + each.spare() + " / "
                        + each.bound() + (each.waiting() == 0 ? "" : ", " + each.waiting() + " waiting"))
                .collect(Collectors.joining("; "));
    }

    private void more(int all, String what) {
        if (all > MOST_ROWS) {
            page.text("And " + count(all - MOST_ROWS) + " " + what + ", which are left out.");
        }
    }

    /** Of cells that are markup. */
    private void table(List<String> header, List<List<String>> rows) {
        StringBuilder html = new StringBuilder("<div class=\"wide\"><table class=\"map\">\n<tr>");
        header.forEach(cell -> html.append(isText(cell) ? "<th class=\"names\">" : "<th>").append(cell)
                .append("</th>"));
        html.append("</tr>\n");
        for (List<String> row : rows) {
            html.append("<tr>");
            for (int column = 0; column < row.size(); column++) {
                html.append(isText(header.get(column)) ? "<td class=\"names\">" : "<td>").append(row.get(column))
                        .append("</td>");
            }
            html.append("</tr>\n");
        }
        page.markup(html.append("</table></div>").toString());
    }

    /** What a column has is more than a number. */
    private static boolean isText(String header) {
        return header.startsWith("magazines");
    }

    private void legend() {
        page.heading("How to read this");
        page.list(List.of(
                "A superslab is 4 M of addresses, drawn as eight rows of eight units of 64 K. A slab is a run of units "
                    + "cut into blocks of one size: its colour is their size, and the stronger it is the more of the "
                    + "slab is live, which means that users have it. The line below is how much of the superslab is in "
                    + "physical memory. What the pointer is on tells more.",
                "A dashed frame: all units are free, and the superslab is kept for a while. A red one: it is retired, "
                    + "and goes back to the system with its last pin. Grey units without a slab are on their way back.",
                "Many slabs at the left of 'slabs by fill' are fragmentation: they hold few blocks and cannot go back.",
                "A cache has two magazines a size class at most: the thread allocates from and frees to the hot one, "
                    + "the full spare is kept beside it. Caches of nobody wait for a thread; those of ended threads "
                    + "are taken over by the next one, or emptied.",
                "The process went on while this was read: each slab and each magazine is as it was at some moment.",
                "B, K, M, G: each 1,024 times the one before."));
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
