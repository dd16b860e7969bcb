package org.pinfold.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** An empty superslab takes no more slabs. */
@Name("org.pinfold.SuperslabRetired")
@Label("Superslab Retired")
@Description("An empty superslab takes no more slabs")
@StackTrace(false)
final class SuperslabRetiredEvent extends SuperslabEvent {
}
