package org.pinfold.jfr;

import jdk.jfr.DataAmount;
import jdk.jfr.Label;

/** A slab came or went. */
abstract class SlabEvent extends UnitsEvent {
    @Label("Block Size")
    @DataAmount
    long blockBytes;

    /** Recorded if it is on; else nothing but that is found out. */
    final void tell(String itsHeap, int itsSuperslab, int itsFirstUnit, long itsBytes, long itsBlockBytes) {
        if (isEnabled()) {
            blockBytes = itsBlockBytes;
            tell(itsHeap, itsSuperslab, itsFirstUnit, itsBytes);
        }
    }
}
