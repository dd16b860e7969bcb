package org.pinfold.jmx;

import org.pinfold.HeapStats;

/** The figures of a heap for people: a line for the whole, and a line for each size class. */
final class StatisticsText {
    private StatisticsText() {
    }

    static String of(String name, HeapStats stats) {
        StringBuilder text = new StringBuilder(name).append(": limit ").append(stats.limitBytes())
                .append(" bytes, committed ").append(stats.committedBytes())
                .append(", resident ").append(stats.residentBytes().stream().mapToObj(Long::toString).findAny()
                        .orElse("unknown"))
                .append(", live ").append(stats.liveBytes())
                .append(", cached ").append(stats.cachedBytes())
                .append(", metadata ").append(stats.metadataBytes())
                .append(", purged ").append(stats.purgedBytes())
                .append("; ").append(stats.retiring().superslabs()).append(" superslabs retiring, ")
                .append(stats.systemCalls().total()).append(" system calls");
        stats.classes().forEach(each -> append(text, each));
        return text.toString();
    }

    private static void append(StringBuilder text, HeapStats.ClassStats each) {
        text.append('\n').append(each.blockBytes() == 0 ? "large" : each.blockBytes() + " bytes").append(": ")
                .append(each.slabs()).append(" slabs, ")
                .append(each.liveBlocks()).append(" blocks live, ")
                .append(each.cachedBlocks()).append(" cached, ")
                .append(each.freeBlocks()).append(" free; ")
                .append(each.liveBytes()).append(" bytes live");
    }
}
