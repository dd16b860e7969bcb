package org.pinfold.jcstress;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.TestExecutor;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.infra.runners.TestList;
import org.openjdk.jcstress.os.AffinityMode;
import org.openjdk.jcstress.os.OSSupport;
import org.openjdk.jcstress.os.Scheduler;
import org.openjdk.jcstress.os.SchedulingClass;
import org.openjdk.jcstress.os.topology.Topology;
import org.openjdk.jcstress.vm.CompileMode;
import org.openjdk.jcstress.vm.VMSupport;
import org.pinfold.evidence.Tier;
import org.pinfold.mutants.Mutant;
import org.pinfold.mutants.Replacement;

/**
 * Runs single tables with mutated classes before the real ones.
 *
 * <p>jcstress' own main program probes the machine for seconds before its first table. Here it is probed once for all
 * mutants, and a table is run by the parts that the main program is made of, in the same VM configuration.
 */
final class MutantTables {
    private static final int ACTORS = 2;

    private final Options options;
    private final Scheduler scheduler;
    private final SchedulingClass anywhere;

    MutantTables() throws IOException {
        options = new Options(JcstressSettings.calibrated(".*", JcstressSettings.results()).toArray(String[]::new));
        probe();
        scheduler = new Scheduler(Topology.get(), options.getCPUCount());
        List<SchedulingClass> classes = scheduler.scheduleClasses(ACTORS, options.getCPUCount(), AffinityMode.NONE);
        if (classes.isEmpty()) {
            throw new IllegalStateException("tables need " + ACTORS + " processors");
        }
        anywhere = classes.getFirst();
    }

    /** Sets what jcstress keeps in static fields. It reports each VM option that is not there, at length: to a file. */
    private void probe() throws IOException {
        PrintStream console = System.out;
        Files.createDirectories(JcstressSettings.results());
        try (PrintStream file = new PrintStream(JcstressSettings.results().resolve("mutants-probe.txt").toFile())) {
            System.setOut(file);
            if (!options.parse()) {
                throw new IllegalStateException("jcstress does not understand its options");
            }
            OSSupport.init();
            VMSupport.initFlags(options);
        } finally {
            System.setOut(console);
        }
    }

    /**
     * The tables of the mutant's protocol, and of the classes that it edits, of those that run in this tier: first the
     * class of tables that is named after nothing else.
     */
    static List<String> of(Mutant mutant) {
        Set<String> protocols = new TreeSet<>();
        protocols.add(mutant.protocol());
        for (Replacement edit : mutant.replacements()) {
            protocols.add(Path.of(edit.file()).getFileName().toString().replace(".java", ""));
        }
        return Tables.in(Tier.current()).stream()
                .filter(table -> protocols.stream().anyMatch(protocol -> holder(table).startsWith(protocol)))
                .sorted(Comparator.comparing((Class<?> table) -> holder(table).length())
                        .thenComparing(Class::getCanonicalName))
                .map(Class::getCanonicalName)
                .toList();
    }

    private static String holder(Class<?> table) {
        return table.getEnclosingClass().getSimpleName();
    }

    /** Runs one table once. */
    Observation run(String table, Path mutatedClasses) {
        TestInfo info = TestList.getInfo(table);
        String classPath = mutatedClasses.toAbsolutePath() + File.pathSeparator + System.getProperty("java.class.path");
        List<String> arguments = Stream.concat(JcstressSettings.vm().stream(), Stream.of("-cp", classPath)).toList();
        TestConfig config = new TestConfig(options, info, 0, arguments, CompileMode.UNIFIED, anywhere);
        InProcessCollector collector = new InProcessCollector();
        try {
            new TestExecutor(options.verbosity(), collector, scheduler).runAll(List.of(config));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Collection<TestResult> results = collector.getTestResults();
        if (results.size() != 1) {
            throw new AssertionError(table + " ran " + results.size() + " times instead of once");
        }
        return Observation.of(results.iterator().next());
    }
}
