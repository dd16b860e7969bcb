package org.pinfold.jfr;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** A block was freed whose allocation was sampled. */
@Name("org.pinfold.FreeSample")
@Label("Free Sample")
@Description("A block was freed whose allocation was sampled")
final class FreeSampleEvent extends HeapEvent {
    @Label("Address")
    @MemoryAddress
    long address;

    @Label("Size")
    @DataAmount
    long bytes;

    @Label("Lifetime")
    @Timespan
    long lifetime;
}
