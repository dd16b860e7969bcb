package org.pinfold.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;

/** A call was refused that would have harmed the heap, or damage was found. */
@Name("org.pinfold.Misuse")
@Label("Misuse")
@Description("A call was refused that would have harmed the heap, or damage was found")
final class MisuseEvent extends HeapEvent {
    @Label("Kind")
    String kind;

    @Label("Address")
    @MemoryAddress
    long address;

    @Label("Detail")
    String detail;
}
