package org.pinfold.tools.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pinfold.HeapMap;
import org.pinfold.HeapMap.Cache;
import org.pinfold.HeapMap.CacheOwner;
import org.pinfold.HeapMap.Magazine;
import org.pinfold.HeapMap.Slab;
import org.pinfold.HeapMap.SlabState;
import org.pinfold.HeapMap.Superslab;
import org.pinfold.HeapMap.SuperslabState;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The page of a map that no heap has made. */
class MapPageTest {
    private static final String TILE = "aria-label=\"superslab (\\d+)\"";
    private static final int MOST_MEGABYTES = 16;

    private static Slab slab(int firstUnit, int units, int live) {
        return new Slab(firstUnit, units, false, 1_024, 64 * units, live + 3, live, 3, SlabState.LISTED);
    }

    private static Superslab superslab(int index, SuperslabState state, long freeUnits, Slab... slabs) {
        return new Superslab(index, (long) index << 22, state, 1, freeUnits, 1 << 20, List.of(slabs));
    }

    private static HeapMap map(Superslab... superslabs) {
        return new HeapMap(1L << 40, superslabs.length * Superslab.BYTES, List.of(superslabs), List.of());
    }

    /** Each with 64 slabs. */
    private static HeapMap large(int superslabs) {
        return map(IntStream.range(0, superslabs).mapToObj(index -> superslab(index, SuperslabState.IN_USE, 0,
                IntStream.range(0, Superslab.UNITS).mapToObj(unit -> slab(unit, 1, unit % 60)).toArray(Slab[]::new)))
                .toArray(Superslab[]::new));
    }

    private static String html(HeapMap map) {
        return MapPage.of(Map.of("process", "1 <Main>"), Map.of("a & b", map)).html();
    }

    private static String html(Cache... caches) {
        return html(new HeapMap(1 << 30, 0, List.of(), List.of(caches)));
    }

    /** The superslabs that a page draws, one by one or as squares. */
    private static List<Integer> drawn(String html, String pattern) {
        return new ArrayList<>(new TreeSet<>(Pattern.compile(pattern).matcher(html).results()
                .map(match -> Integer.valueOf(match.group(1))).toList()));
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    @Test
    void everySuperslabIsDrawn() {
        assertEquals(upTo(MapPage.MOST_TILES), drawn(html(large(MapPage.MOST_TILES)), TILE));
    }

    @Test
    @Tag("canary")
    void canaryASuperslabThatIsNotDrawnIsMissed() {
        String html = html(large(20)).replace("aria-label=\"superslab 7\"", "");
        List<Integer> missing = upTo(20);
        assertEquals(List.of(7), missing.stream()
                .filter(index -> !drawn(html, TILE).contains(index)).toList());
    }

    /** 128,000 slabs: all superslabs as squares, the first ones in detail, and the page says so. */
    @Test
    void aLargeHeapStaysAPage() {
        String html = html(large(2_000));
        assertEquals(upTo(2_000), drawn(html, "<title>#(\\d+): "));
        assertEquals(upTo(MapPage.MOST_TILES), drawn(html, TILE));
        assertTrue(html.contains("All 2,000 superslabs, a square each:"));
        assertTrue(html.contains("The first 256 of them, unit by unit; the others are left out here:"));
        assertTrue(html.contains("<td>128,000</td>"), "the table has them all");
        assertTrue(html.length() < MOST_MEGABYTES << 20, "long: " + html.length());
    }

    @Test
    void aSlabTellsWhatItHas() {
        String html = html(map(superslab(3, SuperslabState.IN_USE, -1L << 10, slab(0, 10, 100))));
        assertTrue(html.contains("<title>blocks of 1K at 0xc00000: 100 live, 3 cached, 537 free; LISTED</title>"),
                html);
        assertTrue(html.contains("<title>free units: 54</title>"), html);
        // Ten units: a row of eight, which the next row touches, and two.
        assertTrue(html.contains("d=\"M0 0h79v10h-79zM0 10h19v9h-19z\"><title>blocks"), html);
        assertTrue(html.contains("fill-opacity:" + "0.33"), "0.2 and 0.8 of 100 / 640: " + html);
        assertFalse(html.contains("class=\"gone\""), html);
        assertTrue(html.contains("<h2>a &amp; b</h2>") && html.contains("1 &lt;Main&gt;"), html);
    }

    @Test
    void aHugeBlockGoesOnInTheNextSuperslab() {
        Slab huge = new Slab(0, 70, true, 70 * Superslab.UNIT_BYTES, 1, 1, 1, 0, SlabState.FULL);
        String html = html(map(superslab(0, SuperslabState.IN_USE, 0, huge),
                superslab(1, SuperslabState.IN_USE, -1L << 8)));
        assertTrue(html.contains("d=\"M0 0h59v9h-59z\"><title>a huge block that begins before</title>"), html);
        assertTrue(html.contains("<path class=\"gone\" d=\"M60 0h19v9h-19z\">"), "two units are nobody's: " + html);
        assertTrue(html.contains("<td>4.4M</td>"), html);
        assertTrue(html.contains("#0 4M<") && html.contains("#1 384K<"), "live in each: " + html);
    }

    @Test
    void whatIsEmptyOrRetiringLooksSo() {
        String html = html(map(superslab(0, SuperslabState.EMPTY, -1), superslab(1, SuperslabState.RETIRING, 0)));
        assertTrue(html.contains("class=\"tile empty\"") && html.contains("class=\"tile retiring\""), html);
        assertTrue(html.contains("empty, kept for a while 4M") && html.contains("retiring 4M"), html);
    }

    @Test
    void cachesAreShownAsFarAsThereIsRoom() {
        Cache[] caches = IntStream.range(0, 60).mapToObj(number -> new Cache(CacheOwner.THREAD, number, "<t" + number,
                List.of(new Magazine(64, number + 1, 2, 0, 100)), 0, 0)).toArray(Cache[]::new);
        String html = html(caches);
        assertTrue(html.contains("<td>&lt;t59 #59</td><td>62</td>"), html);
        assertTrue(html.contains("64B: 60 + 2 / 100"), html);
        assertFalse(html.contains("&lt;t9 #9"), "the smallest are left out");
        assertTrue(html.contains("And 10 caches with less, which are left out."), html);
    }
}
