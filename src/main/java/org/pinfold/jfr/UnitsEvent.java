package org.pinfold.jfr;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;

/** Something that a heap did with units of a superslab. */
abstract class UnitsEvent extends SuperslabEvent {
    @Label("First Unit")
    @Description("The unit of 64 KiB within the superslab where it begins")
    int firstUnit;

    @Label("Size")
    @DataAmount
    long bytes;

    /** Recorded if it is on; else nothing but that is found out. */
    final void tell(String itsHeap, int itsSuperslab, int itsFirstUnit, long itsBytes) {
        if (isEnabled()) {
            firstUnit = itsFirstUnit;
            bytes = itsBytes;
            tell(itsHeap, itsSuperslab);
        }
    }
}
