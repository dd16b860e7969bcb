package org.pinfold.jfr;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** The heap had no room after all it can do by itself, and asked its user to make some. */
@Name("org.pinfold.Pressure")
@Label("Pressure")
@Description("The heap had no room after all it can do by itself, and asked its user to make some")
final class PressureEvent extends HeapEvent {
    @Label("Size Wanted")
    @DataAmount
    long bytes;

    @Label("Made Room")
    @Description("What onPressure answered: whether the allocation is tried again")
    boolean madeRoom;
}
