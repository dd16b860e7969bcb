package org.pinfold.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.pinfold.Heap;
import org.pinfold.tools.evidence.ClassesDigest;
import org.pinfold.tools.evidence.EvidenceFiles;
import org.pinfold.tools.evidence.EvidenceRecord;
import org.pinfold.tools.evidence.Layer;
import org.pinfold.tools.evidence.LibraryClasses;

/**
 * Where a suite leaves its figures once what they count has passed. {@code pinfold evidence} prints them.
 *
 * <p>Only a VM that knows the build folder leaves any: the child VMs in which tests run against broken classes do not.
 */
public final class Evidence {
    private static final String BUILD = System.getProperty("pinfold.build");
    private static final String CLASSES = BUILD == null ? "" : ClassesDigest.of(Heap.class);

    private Evidence() {
    }

    /** Leaves these figures of the subject, instead of those of the last run. */
    public static void leave(String subject, Layer layer, Map<String, ? extends Number> figures) {
        leave(subject, layer, figures, List.of());
    }

    /** The same, with names. */
    public static void leave(String subject, Layer layer, Map<String, ? extends Number> figures, List<String> names) {
        if (BUILD == null) {
            return;
        }
        try {
            EvidenceFiles.leave(Path.of(BUILD, "evidence"), new EvidenceRecord(subject, layer,
                    EvidenceRecord.sorted(figures), names, Tier.current().name().toLowerCase(Locale.ROOT),
                    LocalDate.now(ZoneOffset.UTC).toString(), CLASSES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Leaves how many seeded bugs were killed, of those that were run, of those there are; by the protocol or folder
     * that each name begins with, as in {@code PinGuard/01-check-then-store}.
     */
    public static void bugs(Layer layer, Collection<String> seeded, Collection<String> run, Collection<String> killed) {
        Map<String, List<String>> subjects = new TreeMap<>();
        seeded.forEach(bug -> subjects.computeIfAbsent(bug.substring(0, bug.indexOf('/')), subject ->
                seeded.stream().filter(other -> other.startsWith(subject + "/")).toList()));
        subjects.forEach((subject, bugs) -> leave(subject, layer, Map.of("seeded", bugs.size(),
                "run", count(bugs, run::contains), "killed", count(bugs, killed::contains))));
    }

    /** The class of the library that a test class is about: the longest whose name its own begins with. */
    public static String subject(String testClass) {
        return LibraryClasses.all().stream().filter(testClass::startsWith)
                .max(Comparator.comparingInt(String::length)).orElse(testClass);
    }

    private static long count(List<String> bugs, Predicate<String> wanted) {
        return bugs.stream().filter(wanted).count();
    }
}
