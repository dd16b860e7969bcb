package org.pinfold.tools.bench.ab;

import java.util.List;

/**
 * What a heap is measured under; an operation is one allocation, the first write to the block, and one free, unless it
 * says otherwise. A batch is
 * not among them: the same code runs it at two speeds, so that a pair of windows compares those.
 */
public enum Load {
    /** Random slots of 4,096 get a new block of 16 to 1,024 bytes. */
    RANDOM_MIXED("random-mixed"),
    /** Random slots of 256 get a new block of 8 to 32 KiB. */
    MID_LARGE("mid-large"),
    /** A block of 64 bytes is allocated, and freed at once. */
    PAIR("pair-64"),
    /** One thread allocates blocks of 64 bytes, another one frees them. */
    PRODUCER_CONSUMER("producer-consumer"),
    /** As {@link #RANDOM_MIXED}, by segments. */
    SEGMENTS_MIXED("segments-mixed"),
    /** As {@link #PAIR}, by segments, in the other order: the block is freed, and another one allocated at once. */
    SEGMENTS_PAIR("segments-pair"),
    /** Another range of sizes in each window, from 16 bytes to 32 KiB: what a thread needs of a class changes. */
    PHASES("phases"),
    /** As {@link #RANDOM_MIXED}, but of so many slots that some 130 MiB are live. */
    LARGE_HEAP("large-heap"),
    /** A confined arena is opened, gives one segment of 64 bytes, and is closed: one operation. */
    ARENA_64("arena-64"),
    /** The same of 1,024 bytes. */
    ARENA_KIB("arena-1024"),
    /** The same, with eight segments of 64 bytes. */
    ARENA_EIGHT("arena-8x64");

    /** Under which mechanisms are measured. */
    static final List<Load> OF_MECHANISMS = List.of(RANDOM_MIXED, MID_LARGE, PAIR, PRODUCER_CONSUMER);
    /** Under which what happens to segments alone is measured. */
    static final List<Load> OF_SEGMENTS = List.of(SEGMENTS_MIXED, SEGMENTS_PAIR);
    /** Under which learning is measured: nothing changes, much changes, memory counts more than time. */
    static final List<Load> OF_LEARNING = List.of(RANDOM_MIXED, PHASES, LARGE_HEAP);

    /** Under which arenas are measured. */
    static final List<Load> OF_ARENAS = List.of(ARENA_64, ARENA_KIB, ARENA_EIGHT);

    private final String label;

    Load(String label) {
        this.label = label;
    }

    /** Its name in the tables. */
    public String label() {
        return label;
    }
}
