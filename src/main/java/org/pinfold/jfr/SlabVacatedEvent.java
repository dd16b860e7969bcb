package org.pinfold.jfr;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** All blocks of a slab were home, and its units went back to their superslab. */
@Name("org.pinfold.SlabVacated")
@Label("Slab Vacated")
@Description("All blocks of a slab were home, and its units went back to their superslab")
final class SlabVacatedEvent extends HeapEvent {
    @Label("Superslab")
    @Description("The number of the 4 MiB in the heap")
    int superslab;

    @Label("First Unit")
    @Description("The unit of 64 KiB within the superslab where it begins")
    int firstUnit;

    @Label("Size")
    @DataAmount
    long bytes;

    @Label("Block Size")
    @DataAmount
    long blockBytes;
}
