package org.pinfold.jfr;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** An allocation failed with an OutOfMemoryError. */
@Name("org.pinfold.OutOfMemory")
@Label("Out of Memory")
@Description("An allocation failed with an OutOfMemoryError")
final class OutOfMemoryEvent extends HeapEvent {
    @Label("Size Wanted")
    @DataAmount
    long bytes;

    @Label("Reason")
    String reason;
}
