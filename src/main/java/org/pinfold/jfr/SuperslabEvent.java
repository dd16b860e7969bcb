package org.pinfold.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;

/** Something that a heap did with one of its superslabs. */
abstract class SuperslabEvent extends HeapEvent {
    @Label("Superslab")
    @Description("The number of the 4 MiB in the heap")
    int superslab;

    /** Recorded if it is on; else nothing but that is found out. */
    final void tell(String itsHeap, int itsSuperslab) {
        if (isEnabled()) {
            heap = itsHeap;
            superslab = itsSuperslab;
            commit();
        }
    }
}
