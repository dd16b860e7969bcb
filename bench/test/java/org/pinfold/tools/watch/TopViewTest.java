package org.pinfold.tools.watch;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinfold.HeapMap.Cache;
import org.pinfold.HeapMap.CacheOwner;
import org.pinfold.HeapMap.Magazine;
import org.pinfold.HeapStats.ClassStats;
import org.pinfold.jmx.HeapFigures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What stands in which line, at any size of the terminal. */
class TopViewTest {
    private static final long SECOND = 1_000_000_000L;

    private static Reading reading(long nanos, long calls, long purged) {
        List<ClassStats> classes = IntStream.range(1, 40)
                .mapToObj(i -> new ClassStats(64L * i, 1, i, 64L * i * i, 1, 64L * i, 2, 8, 0)).toList();
        List<Cache> caches = IntStream.range(0, 30).mapToObj(i -> new Cache(CacheOwner.THREAD, i, "thread" + i,
                List.of(new Magazine(64, i + 1, 0, 0, 8)), 0, 0)).toList();
        HeapFigures figures = new HeapFigures("MMAP", 64 << 20, 128 << 20, 8 << 20, -1, 5 << 20, 1 << 20, 1 << 10, 0,
                purged, 0, calls, 0, classes);
        return new Reading(nanos, new TreeMap<>(Map.of("a", figures, "b", figures)), "a", caches);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 24, 40, 60, 200})
    void linesFitTheTerminal(int size) {
        List<AttributedString> lines = TopView.of("title", null, reading(0, 0, 0), 2 * size, size);
        assertTrue(lines.size() <= size, lines::toString);
        lines.forEach(line -> assertTrue(line.columnLength() <= 2 * size, line::toString));
        if (size >= 24) {
            assertTrue(lines.stream().anyMatch(line -> line.toString().startsWith("thread29 ")), lines::toString);
            assertTrue(lines.stream().anyMatch(line -> line.toString().startsWith("2,496B ")), lines::toString);
        }
        assertTrue(size > 60 || lines.stream().anyMatch(line -> line.toString().startsWith("and ")), lines::toString);
    }

    @Test
    void whatChangesIsToldByTheSecond() {
        Reading now = reading(2 * SECOND, 120, 3 << 20);
        List<AttributedString> lines = TopView.of("t", reading(0, 100, 0), now, 200, 50);
        assertEquals("> a 5M 1M 1K 8M - 64M 0 10 1.5M", lines.get(2).toString().replaceAll(" +", " "));
    }

    @Test
    void barsEndWhereTheSumsDo() {
        assertEquals("███▓░░    ", StackedBar.of(10, 100, 33, 6, 21).toString());
        assertEquals("          ", StackedBar.of(10, 0, 0, 0, 0).toString());
        assertEquals("██████████", StackedBar.of(10, 50, 100, 50, 0).toString());
    }

    @Test
    void sizesHaveAsManyDigitsAsAreRead() {
        assertEquals(List.of("-", "0B", "1023B", "1K", "1.5K", "300K", "1G"),
                List.of(Sizes.of(-1), Sizes.of(0), Sizes.of(1_023), Sizes.of(1_024), Sizes.of(1_536),
                        Sizes.of(300 * 1_024 + 1), Sizes.of(1 << 30)));
        assertEquals(List.of("large", "1,088B", "2.5K", "48B"), List.of(Sizes.ofBlocks(0), Sizes.ofBlocks(1_088),
                Sizes.ofBlocks(2_560), Sizes.ofBlocks(48)));
    }
}
