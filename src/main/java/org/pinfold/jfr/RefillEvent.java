package org.pinfold.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A thread's magazine of a size class was filled from a slab, by an allocation. */
@Name("org.pinfold.Refill")
@Label("Refill")
@Description("A thread's magazine of a size class was filled from a slab, by an allocation")
final class RefillEvent extends MagazineEvent {
}
