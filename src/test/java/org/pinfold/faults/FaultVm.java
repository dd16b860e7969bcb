package org.pinfold.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pinfold.Heap;
import org.pinfold.mutants.ChildVm;
import org.pinfold.mutants.Replacement;
import org.pinfold.mutants.SmallTables;

/** Child VMs in which faults are injected, into the library as it is or with a seeded bug. */
final class FaultVm {
    /** What a child exits with that has found something wrong. */
    static final int VIOLATED = 1;

    private static final Pattern DONE = Pattern.compile("done: (\\d+) (?:planned|steps), (\\d+) faults");
    /** Looks wait for a pass that does not go on, a second at most. Here there are many. */
    private static final Replacement LESS_PATIENCE = new Replacement("org/pinfold/heap/PassInterlock.java",
            "LONGEST_WAIT_NANOS = 1_000_000_000L;", "LONGEST_WAIT_NANOS = 100_000L;");
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private FaultVm() {
    }

    /** One in which calls fail: {@link CallFaults}. */
    static ChildVm calls(List<Path> first, String... arguments) {
        return vm(CallFaults.class, first.toArray(Path[]::new)).arguments(arguments);
    }

    /**
     * One in which something happens to threads: {@link StepFaults}, with the instrumented library.
     *
     * @param name of the folder for what is compiled
     * @param edits of the sources, besides the smaller tables
     */
    static ChildVm steps(String name, List<Replacement> edits, String... arguments) {
        List<Replacement> all = Stream.concat(Stream.of(LESS_PATIENCE), edits.stream()).toList();
        Path instrumented = Path.of(System.getProperty("pinfold.build", "target"), "faults", name);
        Instrumenter instrumenter = new Instrumenter();
        instrumenter.instrument(library(), instrumented);
        instrumenter.instrument(SmallTables.compile(name, all), instrumented);
        return vm(StepFaults.class, instrumented).arguments(arguments);
    }

    private static ChildVm vm(Class<?> main, Path... first) {
        return new ChildVm(main.getName()).classPathFirst(first).timeout(LIMIT)
                .vmArguments("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED");
    }

    /** Where the library's classes are. */
    private static Path library() {
        try {
            Path classes = Path.of(Heap.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (!Files.isDirectory(classes)) {
                throw new UncheckedIOException(new IOException(classes + " is no folder of classes"));
            }
            return classes;
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** How many steps, or planned faults, a child tells of, and how many faults; zeros if it did not get that far. */
    static int[] told(ChildVm.Result child) {
        Matcher done = DONE.matcher(child.output());
        return done.find() ? new int[] {Integer.parseInt(done.group(1)), Integer.parseInt(done.group(2))}
                : new int[] {0, 0};
    }
}
