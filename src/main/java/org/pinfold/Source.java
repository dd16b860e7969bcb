package org.pinfold;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pinfold.heap.HeapCore;
import org.pinfold.os.MemorySource;
import org.pinfold.os.MmapSource;
import org.pinfold.os.NativeAccessException;
import org.pinfold.os.PageOptions;
import org.pinfold.os.SystemMalloc;
import org.pinfold.os.UnsupportedPlatformException;

/**
 * What a {@link Backing} stands for here and now; of the JDK's arenas neither part, since they are just there.
 *
 * @param mapped what maps memory from the system, or null
 * @param libc what all calls are passed through to, or null
 */
record Source(MemorySource mapped, SystemMalloc libc) {
    private static final String PROPERTY = "org.pinfold.backing";
    /** Whether this process was told that its heaps do without mapped memory: the reason is the same for all. */
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    /** @param pages for mapped memory */
    static Source of(Backing backing, PageOptions pages) {
        return switch (backing) {
            case AUTO -> automatic(pages);
            case MMAP -> new Source(new MmapSource(HeapCore.granularity(), pages), null);
            case ARENA -> new Source(null, null);
            case SYSTEM -> new Source(null, SystemMalloc.link());
        };
    }

    private static Source automatic(PageOptions pages) {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return of(parse(named), pages);
        }
        try {
            return of(Backing.MMAP, pages);
        } catch (NativeAccessException | UnsupportedPlatformException e) {
            if (TOLD.compareAndSet(false, true)) {
                System.getLogger("org.pinfold").log(System.Logger.Level.INFO,
                        "memory comes from the JDK's arenas (Backing.ARENA): " + e.getMessage());
            }
            return of(Backing.ARENA, pages);
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
