package org.pinfold.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Pages within a superslab that stays open went back to the system. */
@Name("org.pinfold.Purge")
@Label("Purge")
@Description("Pages within a superslab that stays open went back to the system")
@StackTrace(false)
final class PurgeEvent extends UnitsEvent {
}
