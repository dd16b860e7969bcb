package org.pinfold.jfr;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Pages within a superslab that stays open went back to the system. */
@Name("org.pinfold.Purge")
@Label("Purge")
@Description("Pages within a superslab that stays open went back to the system")
@StackTrace(false)
final class PurgeEvent extends HeapEvent {
    @Label("Superslab")
    @Description("The number of the 4 MiB in the heap")
    int superslab;

    @Label("First Unit")
    @Description("The unit of 64 KiB within the superslab where it begins")
    int firstUnit;

    @Label("Size")
    @DataAmount
    long bytes;
}
