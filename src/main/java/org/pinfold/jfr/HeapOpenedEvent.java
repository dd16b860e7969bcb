package org.pinfold.jfr;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A heap was made. */
@Name("org.pinfold.HeapOpened")
@Label("Heap Opened")
@Description("A heap was made")
final class HeapOpenedEvent extends HeapEvent {
    @Label("Limit")
    @DataAmount
    long limitBytes;

    @Label("Backing")
    String backing;
}
