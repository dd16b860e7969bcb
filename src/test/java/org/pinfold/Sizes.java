package org.pinfold;

/** One request size for each way a block is made. */
public enum Sizes {
    SMALL(48),
    MID(20_000),
    LARGE(700_000),
    HUGE(9_000_000);

    /** In bytes. */
    public final long bytes;

    Sizes(long bytes) {
        this.bytes = bytes;
    }
}
