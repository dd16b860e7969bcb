package org.pinfold.jfr;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;

/** One in so many allocations of a heap with leak tracking. */
@Name("org.pinfold.AllocationSample")
@Label("Allocation Sample")
@Description("One in so many allocations of a heap with leak tracking")
final class AllocationSampleEvent extends HeapEvent {
    @Label("Address")
    @MemoryAddress
    long address;

    @Label("Size")
    @DataAmount
    long bytes;

    @Label("Sample Weight")
    @Description("The size times how many allocations it stands for")
    @DataAmount
    long weight;
}
