package org.pinfold.jfr;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import jdk.jfr.Configuration;

/** The settings of a recording that has every event of Pinfold. */
public final class PinfoldEvents {
    private static final String SETTINGS = "pinfold.jfc";

    private PinfoldEvents() {
    }

    /**
     * Reads {@code org/pinfold/jfr/pinfold.jfc}, which is in the library's jar: all events, with stack traces where
     * code of the heap's users is the cause.
     *
     * @return settings, for {@code new Recording(configuration)}
     */
    public static Configuration configuration() {
        try (Reader settings = new InputStreamReader(
                PinfoldEvents.class.getResourceAsStream(SETTINGS), StandardCharsets.UTF_8)) {
            return Configuration.create(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException(SETTINGS + " in the library's jar is damaged", e);
        }
    }
}
