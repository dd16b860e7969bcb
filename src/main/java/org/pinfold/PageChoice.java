package org.pinfold;

import org.pinfold.os.PageOptions;

/** What a {@link Heap.Builder} was told about pages; null where it was told nothing. */
final class PageChoice {
    private Boolean huge;
    private Boolean preTouched;
    private Boolean locked;

    void huge(boolean on) {
        huge = on;
    }

    void preTouched(boolean on) {
        preTouched = on;
    }

    void locked(boolean on) {
        locked = on;
    }

    /** For a heap of its own; off is the default. */
    PageOptions of(Backing asked) {
        PageOptions options =
                new PageOptions(chosen(huge, false), chosen(preTouched, false), chosen(locked, false));
        if ((asked == Backing.ARENA || asked == Backing.SYSTEM) && !options.equals(PageOptions.DEFAULT)) {
            throw new IllegalArgumentException(names(options) + " of a heap with Backing." + asked + ", where pages are"
                    + " not the heap's: choose Backing.MMAP or AUTO, or leave the option out");
        }
        return options;
    }

    /** For a child of a heap with these, which are the child's too. */
    PageOptions of(PageOptions parent) {
        PageOptions options = new PageOptions(
                chosen(huge, parent.huge()), chosen(preTouched, parent.preTouched()), chosen(locked, parent.locked()));
        if (!options.equals(parent)) {
            throw new IllegalArgumentException("a child shares its parent's pages: of the options hugePages, preTouch"
                    + " and lockMemory the parent has " + names(parent) + ", the child would have " + names(options)
                    + ". Leave them out, or give them to the parent");
        }
        return options;
    }

    private static boolean chosen(Boolean choice, boolean otherwise) {
        return choice != null ? choice : otherwise;
    }

    /** For a heap whose memory turned out to come from there, which AUTO allows. */
    static void warnIfIdle(PageOptions options, Backing actual) {
        if (actual != Backing.MMAP && !options.equals(PageOptions.DEFAULT)) {
            System.getLogger("org.pinfold").log(System.Logger.Level.WARNING,
                    "no effect have " + names(options) + ": memory comes from Backing." + actual);
        }
    }

    private static String names(PageOptions options) {
        String names = (options.huge() ? " hugePages" : "") + (options.preTouched() ? " preTouch" : "")
                + (options.locked() ? " lockMemory" : "");
        return names.isEmpty() ? "none" : names.strip().replace(" ", ", ");
    }
}
