package org.pinfold.check;

import java.io.PrintWriter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The main class of a child VM that runs the tests of one class, and prints what failed. */
final class JUnitProgram {
    /** Where the line begins that tells how many tests there were. */
    static final String RAN = "tests ran: ";

    private JUnitProgram() {
    }

    public static void main(String[] args) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(args[0])).build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true));
        System.out.println(RAN + summary.getTestsSucceededCount() + " passed, " + summary.getTestsFailedCount()
                + " failed, " + summary.getTestsAbortedCount() + " skipped");
        System.exit(summary.getTotalFailureCount() == 0 ? 0 : 1);
    }
}
