package org.pinfold;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pinfold.HeapMisuseException.Kind;

/**
 * The misuse of a heap so far: every {@link HeapMisuseException} that it has made, added up; not those of its
 * {@link SharedBlock}s about themselves. Always kept, in bounded memory, whatever it comes to; a heap that nobody
 * misuses has nothing of it. Printed, it is at most a page.
 *
 * @param total how many there were
 * @param byKind of each kind that occurred, exactly
 * @param patterns which belong together, most frequent first; exactly, as long as there are no more than 1,024
 * @param unassigned how many belong to none of these, since they are more
 * @param windows when: of the last ten minutes, those windows of ten seconds in which there was any, oldest first
 */
public record MisuseSummary(
        long total, Map<Kind, Long> byKind, List<Pattern> patterns, long unassigned, List<Window> windows) {

    /**
     * Misuse of one place in memory from one place in the code.
     *
     * @param superslab the number of the 4 MiB that the addresses lie in; -1 outside of the heap
     * @param generation how often these had been given back before: of an old address, another one than when it was new
     * @param site the caller of the heap first; at most 16 frames. Of the first 1,000 in a window it is looked up, that
     *     of the others is unknown, and empty
     * @param byKind of each kind that occurred
     * @param count how many
     * @param sinceFirst how long ago the first was
     * @param sinceLast how long ago the last was
     */
    public record Pattern(int superslab, long generation, List<StackTraceElement> site, Map<Kind, Long> byKind,
            long count, Duration sinceFirst, Duration sinceLast) {
        /**
         * Tells whether this looks like pointers that are held for too long: the same code has used addresses of the
         * same memory, at which there was no live block, more than once.
         *
         * @return false also if the code is unknown
         */
        public boolean isStalePointers() {
            long stale = byKind.getOrDefault(Kind.DOUBLE_FREE, 0L) + byKind.getOrDefault(Kind.NOT_ALLOCATED, 0L)
                    + byKind.getOrDefault(Kind.INTERIOR_POINTER, 0L);
            return superslab >= 0 && !site.isEmpty() && stale > 1;
        }
    }

    /**
     * Misuse in one window of ten seconds.
     *
     * @param sinceBegin how long ago it began
     * @param byKind of each kind that occurred
     * @param count how many
     */
    public record Window(Duration sinceBegin, Map<Kind, Long> byKind, long count) {
    }

    /**
     * Adds up the patterns by where in memory it was, whatever the generation.
     *
     * @return counts by superslab; -1 stands for all that is outside of the heap
     */
    public Map<Integer, Long> bySuperslab() {
        return patterns.stream().collect(Collectors.groupingBy(Pattern::superslab,
                Collectors.summingLong(Pattern::count)));
    }

    /**
     * Adds up the patterns by where in the code it was done.
     *
     * @return counts by stack; the empty one stands for all that was not looked up
     */
    public Map<List<StackTraceElement>, Long> bySite() {
        return patterns.stream().collect(Collectors.groupingBy(Pattern::site, Collectors.summingLong(Pattern::count)));
    }

    /** All of it as text, at most a page. */
    @Override
    public String toString() {
        return MisuseSums.text(this);
    }
}
