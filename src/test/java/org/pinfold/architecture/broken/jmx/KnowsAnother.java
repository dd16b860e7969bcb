package org.pinfold.architecture.broken.jmx;

import jdk.jfr.FlightRecorder;

/** Knows what another integration is for. */
public final class KnowsAnother {
    private KnowsAnother() {
    }

    /** Tells whether there is a recorder. */
    public static boolean isRecording() {
        return FlightRecorder.isInitialized();
    }
}
