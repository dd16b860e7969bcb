package org.pinfold.jfr;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A thread's magazine of a size class was filled from a slab, by an allocation. */
@Name("org.pinfold.Refill")
@Label("Refill")
@Description("A thread's magazine of a size class was filled from a slab, by an allocation")
final class RefillEvent extends HeapEvent {
    @Label("Block Size")
    @DataAmount
    long blockBytes;

    @Label("Blocks")
    int blocks;

    @Label("Size")
    @DataAmount
    long bytes;
}
