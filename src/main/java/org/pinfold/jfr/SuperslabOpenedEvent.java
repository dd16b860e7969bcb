package org.pinfold.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** 4 MiB were opened for slabs. */
@Name("org.pinfold.SuperslabOpened")
@Label("Superslab Opened")
@Description("4 MiB were opened for slabs")
final class SuperslabOpenedEvent extends SuperslabEvent {
}
