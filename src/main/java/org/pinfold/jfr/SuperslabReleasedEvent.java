package org.pinfold.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** The pages of a superslab went back to the system. */
@Name("org.pinfold.SuperslabReleased")
@Label("Superslab Released")
@Description("The pages of a superslab went back to the system")
@StackTrace(false)
final class SuperslabReleasedEvent extends SuperslabEvent {
}
