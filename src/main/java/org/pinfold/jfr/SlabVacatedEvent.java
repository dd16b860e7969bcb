package org.pinfold.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** All blocks of a slab were home, and its units went back to their superslab. */
@Name("org.pinfold.SlabVacated")
@Label("Slab Vacated")
@Description("All blocks of a slab were home, and its units went back to their superslab")
final class SlabVacatedEvent extends SlabEvent {
}
