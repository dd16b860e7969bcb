package org.pinfold.specs;

import java.nio.file.Path;
import org.pinfold.evidence.Tier;

/** Where the specifications are and how TLC is run; each value is overridable by the system property named with it. */
final class TlcSettings {
    /** The root of the source tree: {@code pinfold.basedir}. */
    static final Path BASE = Path.of(System.getProperty("pinfold.basedir", ".")).toAbsolutePath().normalize();
    /** Modules, configurations, mutants and the manifest. */
    static final Path SPECS = BASE.resolve("specs");
    /** Scratch folders and the output of each run: {@code pinfold.build}, then {@code tlc}. */
    static final Path OUTPUT =
            Path.of(System.getProperty("pinfold.build", BASE.resolve("target").toString())).resolve("tlc");
    /** {@code tlc.parallel}: child VMs at a time. Each has one worker, with which TLC counts reproducibly. */
    static final int PARALLEL = Integer.getInteger("tlc.parallel", 2);
    /** {@code tlc.heap}: each child VM's largest Java heap. */
    static final String HEAP = System.getProperty("tlc.heap", "1g");
    /** {@code tlc.timeout}: after so many seconds a run counts as failed. */
    static final int TIMEOUT_SECONDS = Tier.bound("tlc.timeout", 600, 1_200, 4 * 3_600);
    /** {@code tlc.manifest=update}: writes what TLC counted into the manifest instead of comparing. */
    static final boolean UPDATE_MANIFEST = "update".equals(System.getProperty("tlc.manifest"));

    private TlcSettings() {
    }
}
