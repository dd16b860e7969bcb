package org.pinfold;

import org.pinfold.heap.Probe;

/**
 * What watches all heaps, found when the first one is made; one that cannot be had here is left out.
 *
 * <p>It is found by its name, for this package knows nothing of it. As a service it would be looked for in each jar of
 * the class path, and all of them be opened.
 */
final class InstalledProbe {
    /** Null if there is none. */
    static final Probe PROBE = find();

    private InstalledProbe() {
    }

    private static Probe find() {
        try {
            return (Probe) Class.forName("org.pinfold.jfr.FlightRecorderProbe").getConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            // The module that it needs is not there.
            return null;
        }
    }
}
