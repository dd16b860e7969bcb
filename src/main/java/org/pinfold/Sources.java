package org.pinfold;

import java.util.Arrays;
import java.util.Locale;
import org.pinfold.heap.HeapCore;
import org.pinfold.os.MemorySource;
import org.pinfold.os.MmapSource;
import org.pinfold.os.NativeAccessException;
import org.pinfold.os.UnsupportedPlatformException;

/** From a {@link Backing} to the source of a heap's memory. */
final class Sources {
    private static final String PROPERTY = "org.pinfold.backing";
    private static final System.Logger LOG = System.getLogger("org.pinfold");

    private Sources() {
    }

    /** The source, or null for the JDK's arenas. */
    static MemorySource of(Backing backing) {
        return switch (backing) {
            case AUTO -> automatic();
            case MMAP -> new MmapSource(HeapCore.granularity(), false);
            case ARENA -> null;
        };
    }

    private static MemorySource automatic() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return of(parse(named));
        }
        try {
            return of(Backing.MMAP);
        } catch (NativeAccessException | UnsupportedPlatformException e) {
            LOG.log(System.Logger.Level.INFO, "memory comes from the JDK's arenas: " + e.getMessage());
            return of(Backing.ARENA);
        }
    }

    private static Backing parse(String name) {
        for (Backing backing : Backing.values()) {
            if (backing != Backing.AUTO && backing.name().equals(name.toUpperCase(Locale.ROOT))) {
                return backing;
            }
        }
        throw new IllegalArgumentException("system property " + PROPERTY + " is \"" + name + "\": set it to one of "
                + Arrays.toString(Backing.values()) + " except AUTO, or not at all");
    }
}
