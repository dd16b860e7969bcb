package org.pinfold.jfr;

import jdk.jfr.DataAmount;
import jdk.jfr.Label;

/** Blocks of one size moved between a thread's magazine and slabs. */
abstract class MagazineEvent extends HeapEvent {
    @Label("Block Size")
    @DataAmount
    long blockBytes;

    @Label("Blocks")
    int blocks;

    @Label("Size")
    @DataAmount
    long bytes;

    /** Recorded if it is on; else nothing but that is found out. */
    final void tell(String itsHeap, long itsBlockBytes, int itsBlocks) {
        if (isEnabled()) {
            heap = itsHeap;
            blockBytes = itsBlockBytes;
            blocks = itsBlocks;
            bytes = itsBlocks * itsBlockBytes;
            commit();
        }
    }
}
