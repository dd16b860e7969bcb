package org.pinfold.architecture.broken;

import java.util.logging.Logger;

/** Logs through a module that the library does not require. */
public final class Api {
    private final Logger logger = Logger.getAnonymousLogger();

    /** Returns the logger's name. */
    public String name() {
        return logger.getName();
    }
}
