package org.pinfold.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** Units of a superslab were cut into blocks of one size, or are one large block. */
@Name("org.pinfold.SlabFormed")
@Label("Slab Formed")
@Description("Units of a superslab were cut into blocks of one size, or are one large block")
final class SlabFormedEvent extends SlabEvent {
}
