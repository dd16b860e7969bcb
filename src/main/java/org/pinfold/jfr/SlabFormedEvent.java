package org.pinfold.jfr;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** Units of a superslab were cut into blocks of one size, or are one large block. */
@Name("org.pinfold.SlabFormed")
@Label("Slab Formed")
@Description("Units of a superslab were cut into blocks of one size, or are one large block")
final class SlabFormedEvent extends HeapEvent {
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
