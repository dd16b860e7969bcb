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

    /** What {@link Backing#AUTO} stands for here and now, or the other that is given. */
    static Backing resolved(Backing backing) {
        if (backing != Backing.AUTO) {
            return backing;
        }
        String named = System.getProperty(PROPERTY);
        return named != null ? parse(named) : whatWorks();
    }

    private static Backing whatWorks() {
        try {
            mapped();
            return Backing.MMAP;
        } catch (NativeAccessException | UnsupportedPlatformException e) {
            LOG.log(System.Logger.Level.INFO, "memory comes from the JDK's arenas: " + e.getMessage());
            return Backing.ARENA;
        }
    }

    /** The source of memory for a resolved backing; null where it needs none. */
    static MemorySource of(Backing backing) {
        return backing == Backing.MMAP ? mapped() : null;
    }

    private static MemorySource mapped() {
        return new MmapSource(HeapCore.granularity(), false);
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
