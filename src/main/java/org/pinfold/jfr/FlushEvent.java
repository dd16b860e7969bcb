package org.pinfold.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** Blocks of a thread's magazine went home to their slabs. */
@Name("org.pinfold.Flush")
@Label("Flush")
@Description("Blocks of a thread's magazine went home to their slabs")
final class FlushEvent extends MagazineEvent {
}
