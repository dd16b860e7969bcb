package org.pinfold.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A heap was closed. */
@Name("org.pinfold.HeapClosed")
@Label("Heap Closed")
@Description("A heap was closed")
final class HeapClosedEvent extends HeapEvent {
}
