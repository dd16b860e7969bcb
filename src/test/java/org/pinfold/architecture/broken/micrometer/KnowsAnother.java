package org.pinfold.architecture.broken.micrometer;

import java.lang.management.ManagementFactory;

/** Knows what another integration is for. */
public final class KnowsAnother {
    private KnowsAnother() {
    }

    /** Counts threads. */
    public static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
