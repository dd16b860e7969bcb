package org.pinfold.jcstress;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pinfold.evidence.Tier;

/**
 * How long the tables run. Without {@code -Djcstress.mode} every table is run in one VM configuration, long enough for
 * each seeded bug to show; at night, in the mode default. In a mode of jcstress (quick, default, tough, stress) the
 * tables are multiplied by jcstress' own list of compilers, compiler flags and affinities, which takes hours.
 */
final class JcstressSettings {
    /** A preset of jcstress, or empty for the calibrated run. */
    static final String MODE = System.getProperty("jcstress.mode", Tier.current() == Tier.NIGHT ? "default" : "");
    /** Iterations of one table in one VM. */
    static final int ITERATIONS = Tier.bound("jcstress.iterations", 5, 10, 10);
    /** How long an iteration takes, in milliseconds. */
    static final int MILLIS = Tier.bound("jcstress.millis", 100, 200, 200);
    /** A table with fewer samples than this has shown nothing, as happens on a busy machine: it is run again. */
    static final long SAMPLES = Long.getLong("jcstress.samples", 20_000);
    /** How often tables that have shown too little are run, at most: on a busy machine two actors may hardly meet. */
    static final int ROUNDS = Integer.getInteger("jcstress.rounds", 40);

    /** No collector threads beside the actors, no false sharing between results. */
    private static final String VM = "-XX:-UseCompactObjectHeaders -XX:+UseSerialGC -XX:-RestrictContended";

    private JcstressSettings() {
    }

    /** The folder for everything that a run leaves. */
    static Path results() {
        return Path.of(System.getProperty("pinfold.build", "target"), "jcstress").toAbsolutePath();
    }

    /** The arguments of the VMs in which the tables run. */
    static List<String> vm() {
        return List.of(VM.split(" "));
    }

    /** The command line of jcstress in the mode that is asked for. */
    static List<String> options(String tables, Path report) {
        return MODE.isEmpty() ? calibrated(tables, report)
                : with(tables, report, "-m", MODE, "-jvmArgsPrepend", VM);
    }

    /** The command line of jcstress for one VM configuration and these settings. */
    static List<String> calibrated(String tables, Path report) {
        return with(tables, report, "-f", "1", "-iters", "" + ITERATIONS, "-time", "" + MILLIS,
                "-sc", "false", "-af", "NONE", "-jvmArgs", VM);
    }

    private static List<String> with(String tables, Path report, String... more) {
        return Stream.concat(Stream.of("-t", tables, "-r", report.toString(), "-pth", "false"), Stream.of(more))
                .toList();
    }
}
