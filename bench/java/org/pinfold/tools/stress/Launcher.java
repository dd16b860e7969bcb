package org.pinfold.tools.stress;

import java.util.function.Consumer;

/** Has an assignment done somewhere. */
@FunctionalInterface
public interface Launcher {
    /** What came of it, whatever happened; {@code progress} is told how far it is. */
    WorkloadResult run(Assignment assignment, Consumer<String> progress) throws InterruptedException;
}
