package org.pinfold.jfr;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** Blocks of a thread's magazine went home to their slabs. */
@Name("org.pinfold.Flush")
@Label("Flush")
@Description("Blocks of a thread's magazine went home to their slabs")
final class FlushEvent extends HeapEvent {
    @Label("Block Size")
    @DataAmount
    long blockBytes;

    @Label("Blocks")
    int blocks;

    @Label("Size")
    @DataAmount
    long bytes;
}
