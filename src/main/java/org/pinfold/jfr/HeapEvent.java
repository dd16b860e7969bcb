package org.pinfold.jfr;

import jdk.jfr.Category;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;

/** Something that a heap did. Off unless a recording says otherwise. */
@Category("Pinfold")
@Enabled(false)
abstract class HeapEvent extends Event {
    @Label("Heap")
    String heap;
}
