package org.pinfold.tools.evidence;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one subject reached in one layer.
 *
 * @param subject the simple name of a class of the library, or that of a model, a soak program or a folder of mutants
 * @param figures by name; see {@link Layer}
 * @param names of what the layer is about, where figures do not tell
 * @param tier how much the run was asked to check
 * @param date of the run: year, month, day
 * @param classes the {@link ClassesDigest} of the library that was checked
 */
public record EvidenceRecord(String subject, Layer layer, SortedMap<String, Long> figures, List<String> names,
        String tier, String date, String classes) {
    /** Copies what is mutable. */
    public EvidenceRecord {
        figures = new TreeMap<>(figures);
        names = List.copyOf(names);
    }

    /** One figure; 0 if it is not there. */
    public long figure(String name) {
        return figures.getOrDefault(name, 0L);
    }

    /** The figures of a map, sorted. */
    public static SortedMap<String, Long> sorted(Map<String, ? extends Number> figures) {
        SortedMap<String, Long> sorted = new TreeMap<>();
        figures.forEach((name, figure) -> sorted.put(name, figure.longValue()));
        return sorted;
    }
}
