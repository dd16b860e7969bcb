package org.pinfold;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.pinfold.heap.Probe;

/** What watches all heaps, found when the first one is made; one that cannot be had here is left out. */
final class InstalledProbe {
    /** Null if there is none. */
    static final Probe PROBE = find();

    private InstalledProbe() {
    }

    private static Probe find() {
        try {
            return ServiceLoader.load(Probe.class, Probe.class.getClassLoader()).findFirst().orElse(null);
        } catch (ServiceConfigurationError | LinkageError e) {
            // The module that it needs is not there.
            return null;
        }
    }
}
