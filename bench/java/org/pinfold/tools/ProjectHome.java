package org.pinfold.tools;

import java.nio.file.Path;

/** Where the project is. */
final class ProjectHome {
    private ProjectHome() {
    }

    /** The folder that the launcher has named; without it, the working folder. */
    static Path path() {
        return Path.of(System.getProperty("pinfold.home", ""));
    }
}
