package org.pinfold.faults;

import org.pinfold.Heap;
import org.pinfold.os.FaultyPosix;
import org.pinfold.os.MemorySource;
import org.pinfold.os.PageOptions;

/** A system to be used by a heap with the options that make it make other calls. */
enum Kernel {
    PLAIN(false, PageOptions.DEFAULT),
    /** All that can be written counts, so that it is made writable superslab by superslab. */
    STRICT(true, PageOptions.DEFAULT),
    HUGE_PAGES(false, new PageOptions(true, false, false)),
    TOUCHED(true, new PageOptions(false, true, false)),
    LOCKED(false, new PageOptions(false, false, true));

    private static final long ALIGNMENT = 4 << 20;

    private final boolean strict;
    private final PageOptions pages;

    Kernel(boolean strict, PageOptions pages) {
        this.strict = strict;
        this.pages = pages;
    }

    /** Whether memory is backed as soon as it is committed, so that much of it takes time. */
    boolean backs() {
        return !pages.equals(PageOptions.DEFAULT);
    }

    FaultyPosix with(Injector injector) {
        return new FaultyPosix(injector, strict);
    }

    MemorySource source(FaultyPosix system) {
        return system.source(ALIGNMENT, pages);
    }

    Heap.Builder with(Heap.Builder options) {
        return options.hugePages(pages.huge()).preTouch(pages.preTouched()).lockMemory(pages.locked());
    }
}
